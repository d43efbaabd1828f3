import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from '../state/model';
import type { KeyedQueue } from '../state/queue';
import { sampleFiles } from './sample-content';
import { git } from './run-git';
import { PRE_RECEIVE, POST_RECEIVE } from './hooks';
import { writeCommit } from './write-commit';

/** The bare repositories on disk; each is made when it is first needed. */
export class BareRepositories {
  readonly hooksDirectory: string;

  constructor(
    private readonly directory: string,
    private readonly queue: KeyedQueue,
  ) {
    this.hooksDirectory = join(directory, 'hooks');
  }

  /** Writes the two hooks that every repository shares. */
  async prepare(): Promise<void> {
    await mkdir(this.hooksDirectory, { recursive: true });
    await writeFile(join(this.hooksDirectory, 'pre-receive'), PRE_RECEIVE, { mode: 0o755 });
    await writeFile(join(this.hooksDirectory, 'post-receive'), POST_RECEIVE, { mode: 0o755 });
  }

  path(repository: Repository): string {
    return join(this.directory, `${repository.uuid.slice(1, -1)}.git`);
  }

  /** Folder of the bare repository, made and filled on the first call. */
  async open(repository: Repository): Promise<string> {
    const path = this.path(repository);
    if (repository.materialised) return path;
    await this.queue.run(`make ${repository.uuid}`, async () => {
      if (repository.materialised) return;
      await rm(path, { recursive: true, force: true });
      await mkdir(path, { recursive: true });
      const branch = repository.mainBranch ?? 'main';
      await git(path, ['init', '--quiet', '--bare', `--initial-branch=${branch}`, '--template=']);
      if (repository.content === 'sample') {
        const commit = await writeCommit(path, {
          branch,
          parent: null,
          // Without its uuid, a repository that takes another's name within a second would hold the same commit.
          message: `Initial commit\n\nRepository ${repository.uuid}\n`,
          author: 'Alice Liddell <alice@example.com>',
          seconds: Date.parse(repository.createdOn) / 1000,
          changes: sampleFiles(repository),
        });
        repository.heads = { [branch]: commit };
      }
      repository.materialised = true;
    });
    return path;
  }

  async remove(repository: Repository): Promise<void> {
    await rm(this.path(repository), { recursive: true, force: true });
  }

  /** Forgets all repositories (the hooks stay). */
  async removeAll(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
    await this.prepare();
  }
}
