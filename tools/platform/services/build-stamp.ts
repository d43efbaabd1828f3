import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What one service was built from, and how its folder looked right after. */
interface Stamp {
  sources: string;
  output: string;
}

/**
 * Remembers, beside the built services, which state of the checkout each was built from. Nx does not know without its
 * daemon whether an output is still as it left it, and writes all of it again.
 */
export class BuildStamps {
  private readonly file: string;

  private constructor(
    private readonly dist: string,
    private readonly sources: string | null,
  ) {
    this.file = join(dist, 'build-stamps.json');
  }

  /** `checkout` as it is now; `dist` is the folder that holds the services' folders. */
  static async of(checkout: string, dist: string): Promise<BuildStamps> {
    return new BuildStamps(dist, await sourcesOf(checkout));
  }

  /** Whether the service was built from these sources and nobody has touched it since. */
  isCurrent(service: string): boolean {
    const stamp = this.read()[service];
    const output = outputOf(join(this.dist, service));
    return (
      this.sources !== null && output !== null && stamp?.sources === this.sources && stamp.output === output
    );
  }

  /** Keeps that these services have just been built. */
  keep(services: readonly string[]): void {
    const stamps = this.read();
    for (const service of services) {
      const output = outputOf(join(this.dist, service));
      if (this.sources !== null && output !== null) stamps[service] = { sources: this.sources, output };
    }
    writeFileSync(this.file, `${JSON.stringify(stamps, null, 2)}\n`);
  }

  private read(): Partial<Record<string, Stamp>> {
    try {
      const stamps: Partial<Record<string, Stamp>> = JSON.parse(readFileSync(this.file, 'utf8'));
      return stamps;
    } catch {
      // None yet, or one that was cut off: build.
      return {};
    }
  }
}

/**
 * One hash of every file of the checkout that git does not ignore, committed or not, and of what runs the build; null
 * where the checkout is no git repository.
 */
async function sourcesOf(checkout: string): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'build-stamp-'));
  try {
    const git = async (...args: string[]) => (await run('git', args, { cwd: checkout, env })).stdout.trim();
    // Index and objects of our own: what the developer has staged stays as it is.
    // A hook that runs this has set the repository of its own.
    const given = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
    const env: NodeJS.ProcessEnv = Object.fromEntries(given);
    const objects = await git('rev-parse', '--path-format=absolute', '--git-path', 'objects');
    Object.assign(env, {
      GIT_INDEX_FILE: join(folder, 'index'),
      GIT_OBJECT_DIRECTORY: join(folder, 'objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: objects,
    });
    mkdirSync(join(folder, 'objects'));
    await git('add', '--all');
    return `${await git('write-tree')} ${process.version}`;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A hash of names, sizes and times of a folder's files; null if it is not there. */
function outputOf(folder: string): string | null {
  try {
    const hash = createHash('sha256');
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const { size, mtimeMs } = statSync(join(folder, path));
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
    return hash.digest('hex');
  } catch {
    return null;
  }
}
