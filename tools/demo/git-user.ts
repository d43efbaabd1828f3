import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A person with a clone, who commits and pushes by hand. */
export class GitUser {
  /**
   * `authorization` is the value of the header that git sends to `origin`: like the worker's, it goes through the
   * environment and never into an argument or a file.
   */
  constructor(
    private readonly folder: string,
    private readonly origin: string,
    private readonly authorization: string,
    readonly author: { name: string; email: string },
  ) {}

  async git(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('git', args, {
      cwd: this.folder,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        LC_ALL: 'C',
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: this.author.name,
        GIT_AUTHOR_EMAIL: this.author.email,
        GIT_COMMITTER_NAME: this.author.name,
        GIT_COMMITTER_EMAIL: this.author.email,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `http.${this.origin}/.extraHeader`,
        GIT_CONFIG_VALUE_0: `Authorization: ${this.authorization}`,
      },
    });
    return stdout.trim();
  }

  /** Clones one branch into the folder, which must be empty. */
  async clone(url: string, branch: string): Promise<void> {
    await this.git('clone', '--quiet', '--branch', branch, url, '.');
  }

  /** Commits everything that has changed and pushes it. Returns the commit's id. */
  async commitAndPush(message: string): Promise<string> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', message);
    await this.git('push', '--quiet', 'origin', 'HEAD');
    return this.git('rev-parse', 'HEAD');
  }
}
