import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file's content; null deletes it; an object also says its mode (120000: a symlink, 160000: a submodule). */
export type Files = Record<string, string | Buffer | null | { mode: string; content: string | Buffer }>;

export interface Commit {
  id: string;
  parents: string[];
  author: string;
  message: string;
}

/** A bare repository on the server's disk, seen and changed as its users and Bitbucket's own pages do. */
export class RemoteRepository {
  constructor(readonly directory: string) {}

  static create(projectRoot: string, name: string, options: { partialClone: boolean }): RemoteRepository {
    const directory = join(projectRoot, `${name}.git`);
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', directory], { env: environment() });
    const repository = new RemoteRepository(directory);
    repository.git('config', 'http.receivepack', 'true');
    repository.git('config', 'gc.auto', '0');
    repository.allowPartialClone(options.partialClone);
    return repository;
  }

  allowPartialClone(allowed: boolean): void {
    this.git('config', 'uploadpack.allowFilter', String(allowed));
    this.git('config', 'uploadpack.allowAnySHA1InWant', String(allowed));
  }

  git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.directory,
      env: environment(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 256 * 1024 * 1024,
    }).trim();
  }

  tip(branch: string): string | null {
    try {
      return this.git('rev-parse', '--verify', '-q', `refs/heads/${branch}`);
    } catch {
      return null;
    }
  }

  /** A user's commit on a branch, which is made if it is missing (`from`: another branch or commit). */
  commit(
    branch: string,
    files: Files,
    options: { message?: string | undefined; from?: string; author?: string } = {},
  ): string {
    const parent = options.from ?? this.tip(branch);
    const who = `${options.author ?? 'Ada User'} <ada@example.com> 1700000000 +0100`;
    const message = options.message ?? 'Hand edit';
    const parts: (string | Buffer)[] = [
      `commit refs/heads/${branch}\nauthor ${who}\ncommitter ${who}\ndata ${Buffer.byteLength(message)}\n${message}\n`,
      parent === null ? '' : `from ${this.resolve(parent)}\n`,
    ];
    for (const [path, file] of Object.entries(files)) {
      if (file === null) parts.push(`D ${path}\n`);
      else parts.push(...fileLines(path, file));
    }
    execFileSync('git', ['fast-import', '--quiet', '--force'], {
      cwd: this.directory,
      env: environment(),
      input: Buffer.concat(parts.map((part) => Buffer.from(part as string))),
    });
    return this.tip(branch) ?? '';
  }

  read(branch: string, path: string): string | null {
    try {
      return execFileSync('git', ['cat-file', 'blob', `${branch}:${path}`], {
        cwd: this.directory,
        env: environment(),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch {
      return null;
    }
  }

  /** Path -> mode and blob id. */
  tree(branch: string): Map<string, string> {
    const lines = this.git('ls-tree', '-r', branch).split('\n').filter(Boolean);
    return new Map(
      lines.map((line) => {
        const [meta = '', path = ''] = line.split('\t');
        const [mode, , blob] = meta.split(' ');
        return [path, `${mode} ${blob}`];
      }),
    );
  }

  log(branch: string): Commit[] {
    const text = this.git('log', '--topo-order', '--format=%H%x00%P%x00%an <%ae>%x00%B%x01', branch);
    return text
      .split('\u0001')
      .map((entry) => entry.trim())
      .filter(Boolean)
      .map((entry) => {
        const [id = '', parents = '', author = '', message = ''] = entry.split('\0');
        return { id, parents: parents.split(' ').filter(Boolean), author, message };
      });
  }

  deleteBranch(branch: string): void {
    this.git('update-ref', '-d', `refs/heads/${branch}`);
  }

  /** Merges a branch into another one, as the buttons of a pull request do. The id of the new tip. */
  merge(work: string, base: string, how: 'merge-commit' | 'squash' | 'fast-forward'): string {
    if (how === 'fast-forward') {
      this.git('update-ref', `refs/heads/${base}`, `refs/heads/${work}`);
      return this.tip(base) ?? '';
    }
    const tree = this.git('merge-tree', '--write-tree', base, work).split('\n')[0] ?? '';
    const parents = how === 'squash' ? ['-p', base] : ['-p', base, '-p', work];
    const commit = this.git('commit-tree', tree, ...parents, '-m', `Merged ${work}`);
    this.git('update-ref', `refs/heads/${base}`, commit);
    return commit;
  }

  /** A pre-receive hook that says this and refuses. */
  refusePushes(words: string): void {
    const hook = join(this.directory, 'hooks', 'pre-receive');
    writeFileSync(hook, `#!/bin/sh\ncat <<'END'\n${words}\nEND\nexit 1\n`);
    chmodSync(hook, 0o755);
  }

  private resolve(name: string): string {
    return this.git('rev-parse', '--verify', name);
  }
}

function fileLines(path: string, file: Exclude<Files[string], null>): (string | Buffer)[] {
  const isPlain = typeof file === 'string' || Buffer.isBuffer(file);
  const mode = isPlain ? '100644' : file.mode;
  const content = Buffer.from((isPlain ? file : file.content) as string);
  if (mode === '160000') return [`M 160000 ${content.toString()} "${path}"\n`];
  return [`M ${mode} inline "${path}"\ndata ${content.length}\n`, content, '\n'];
}

function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada User',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Bitbucket',
    GIT_COMMITTER_EMAIL: 'noreply@bitbucket.org',
    LC_ALL: 'C',
  };
}
