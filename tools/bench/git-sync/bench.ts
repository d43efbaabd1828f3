import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitSync } from '@amplication/git-sync';
import { makeEngine, ROOT, sync, type Target, WORK } from './engine';
import { fillRepository, Generations } from './fixture';
import { bundle } from './bundle';
import type { PeakMemory } from './memory';
import { git } from './plain-git';
import type { BenchServer, Traffic } from './server';
import { type Change, floor, plain, usual } from './ways';

/** One line of the results: medians over the runs. */
export interface Row extends Traffic {
  group: string;
  name: string;
  ms: number;
  memory?: PeakMemory;
}

interface Repository extends Target {
  directory: string;
}
interface Measured {
  name: string;
  /** Milliseconds. */
  run(): Promise<number>;
}

const CHANGED = 10;

/** Runs every comparison of the benchmark; progress goes to the error output. */
export class Bench {
  private readonly generations = new Generations();
  private readonly rows: Row[] = [];
  private readonly coldFolder: string;
  private readonly coldEngine: GitSync;
  private folders = 0;
  private memoryChild: Promise<string> | null = null;

  constructor(
    private readonly server: BenchServer,
    private readonly folder: string,
    private readonly runs: number,
  ) {
    this.coldFolder = this.newFolder();
    this.coldEngine = makeEngine(this.coldFolder);
  }

  async run(): Promise<Row[]> {
    for (const partialClone of [true, false]) {
      await this.server.set({ partialClone, anyObjectWants: partialClone });
      const clone = partialClone ? 'on' : 'off';
      const repository = await this.repository(`small-${clone}`, 3_000, 2_000, 200);
      await this.compareWays(`small change, partial clone ${clone}`, repository);
      await this.situations(`situations, partial clone ${clone}`, repository);
    }
    await this.server.set({ partialClone: true, anyObjectWants: true });
    await this.compareSizes();
    await this.compareHistories();
    return this.rows;
  }

  private async compareWays(group: string, repository: Repository): Promise<void> {
    const tip = await git(repository.directory, ['rev-parse', WORK]);
    const files = this.generations.make(200, CHANGED, 1);
    const changed = [...files.keys()].slice(0, CHANGED);
    const change: Change = { target: repository, generations: this.generations, files, changed };
    const warm = await this.warmEngine(repository, 200);
    await this.interleave(group, () => this.setTip(repository, tip), [
      { name: 'floor', run: () => floor(change) },
      { name: 'git-sync, cold', run: () => this.timeCold(repository, 200, CHANGED) },
      { name: 'git-sync, warm', run: () => this.timeSync(warm, repository, 200, CHANGED) },
      { name: 'usual way', run: () => usual(change) },
      { name: 'plain way', run: () => plain(change) },
    ]);
    await this.setTip(repository, tip);
    await this.interleave(group, () => Promise.resolve(), [
      { name: 'depth-1 fetch of the same refs', run: () => this.bareFetch(repository) },
    ]);
  }

  private async situations(group: string, repository: Repository): Promise<void> {
    const tip = await git(repository.directory, ['rev-parse', WORK]);
    const edited = await this.withUserEdits(repository, tip);
    for (const [name, start, changed] of [
      ['first build', null, 0],
      ['small change', tip, CHANGED],
      ['no change', tip, 0],
      ['user edits present', edited, CHANGED],
    ] as const) {
      const reset = () => this.setTip(repository, start);
      const memory = await this.memory(repository, reset, 200, changed);
      await reset();
      const warm = makeEngine(this.newFolder());
      await sync(warm, repository, this.generations, this.generations.make(200));
      await this.interleave(group, reset, [
        { name: `${name}, cold`, run: () => this.timeCold(repository, 200, changed) },
        { name: `${name}, warm`, run: () => this.timeSync(warm, repository, 200, changed) },
      ]);
      const row = this.rows.find((one) => one.group === group && one.name === `${name}, cold`);
      if (row !== undefined) row.memory = memory;
    }
    await this.setTip(repository, tip);
  }

  private async compareSizes(): Promise<void> {
    const group = 'generated files, 10 changed';
    const measured: Measured[] = [];
    const resets: (() => Promise<void>)[] = [];
    for (const count of [200, 2_000]) {
      const repository = await this.repository(`size-${count}`, 3_000, 2_000, count);
      const tip = await git(repository.directory, ['rev-parse', WORK]);
      resets.push(() => this.setTip(repository, tip));
      measured.push({
        name: `${count} generated files`,
        run: () => this.timeCold(repository, count, CHANGED),
      });
      if (count === 2_000) {
        const memory = await this.memory(repository, () => this.setTip(repository, tip), count, CHANGED);
        this.rows.push({
          group: 'memory',
          name: '2,000 files',
          ms: 0,
          requests: 0,
          bytesUp: 0,
          bytesDown: 0,
          memory,
        });
      }
    }
    await this.interleave(
      group,
      () => Promise.all(resets.map((reset) => reset())).then(() => undefined),
      measured,
    );
  }

  private async compareHistories(): Promise<void> {
    const measured: Measured[] = [];
    const resets: (() => Promise<void>)[] = [];
    for (const commits of [2_000, 20_000]) {
      const repository = await this.repository(`history-${commits}`, 3_000, commits, 200);
      const tip = await git(repository.directory, ['rev-parse', WORK]);
      resets.push(() => this.setTip(repository, tip));
      measured.push({
        name: `${commits} commits`,
        run: () => this.timeCold(repository, 200, CHANGED),
      });
    }
    const reset = () => Promise.all(resets.map((one) => one())).then(() => undefined);
    await this.interleave('history, small change, cold', reset, measured);
  }

  /** Runs all of a group in turn, again and again after one warm-up, and keeps the medians. */
  private async interleave(
    group: string,
    reset: () => Promise<void>,
    measured: readonly Measured[],
  ): Promise<void> {
    const samples = new Map<string, (Traffic & { ms: number })[]>();
    for (let run = 0; run <= this.runs; run += 1) {
      process.stderr.write(`${group}: ${run} of ${this.runs}\n`);
      for (const { name, run: measure } of measured) {
        await reset();
        await this.server.takeTraffic();
        const ms = await measure();
        const sample = { ms, ...(await this.server.takeTraffic()) };
        if (run > 0) samples.set(name, [...(samples.get(name) ?? []), sample]);
      }
    }
    for (const [name, all] of samples) {
      const middle = (pick: (sample: Traffic & { ms: number }) => number) => median(all.map(pick));
      this.rows.push({
        group,
        name,
        ms: middle(({ ms }) => ms),
        requests: middle(({ requests }) => requests),
        bytesUp: middle(({ bytesUp }) => bytesUp),
        bytesDown: middle(({ bytesDown }) => bytesDown),
      });
    }
  }

  private async timeSync(
    engine: GitSync,
    repository: Repository,
    count: number,
    changed: number,
  ): Promise<number> {
    const files = this.generations.make(count, changed, 1);
    const started = performance.now();
    await sync(engine, repository, this.generations, files);
    return performance.now() - started;
  }

  /** A process that has run before, but has never seen the repository. */
  private async timeCold(repository: Repository, count: number, changed: number): Promise<number> {
    await rm(join(this.coldFolder, 'cache'), { recursive: true, force: true });
    return this.timeSync(this.coldEngine, repository, count, changed);
  }

  private async warmEngine(repository: Repository, count: number): Promise<GitSync> {
    const engine = makeEngine(this.newFolder());
    await sync(engine, repository, this.generations, this.generations.make(count));
    return engine;
  }

  private newFolder(): string {
    this.folders += 1;
    return join(this.folder, String(this.folders));
  }

  private async repository(
    slug: string,
    files: number,
    commits: number,
    generated: number,
  ): Promise<Repository> {
    process.stderr.write(`making ${slug}\n`);
    const made = await this.server.repository(slug);
    await fillRepository(made.directory, files, commits);
    await git(made.directory, ['repack', '-adq']);
    const repository = { ...made, authorization: this.server.authorization };
    await sync(this.coldEngine, repository, this.generations, this.generations.make(generated));
    await git(made.directory, ['repack', '-adq']);
    return repository;
  }

  private async setTip({ directory }: Repository, tip: string | null): Promise<void> {
    const ref = `refs/heads/${WORK}`;
    await git(directory, tip === null ? ['update-ref', '-d', ref] : ['update-ref', ref, tip]);
  }

  /** An ignore file, and a hand edit in five of the files that the next build changes. */
  private async withUserEdits({ directory }: Repository, tip: string): Promise<string> {
    const edits = [...this.generations.make(200)].slice(0, 5);
    const parts = [`commit refs/edited\ncommitter U <u@x> 1 +0000\ndata 4\nEdit\nfrom ${tip}\n`];
    for (const [path, { blob }] of edits) {
      const text = `// mine\n${(await this.generations.read(blob))?.toString() ?? ''}`;
      parts.push(`M 100644 inline ${ROOT}/${path}\ndata ${text.length}\n${text}\n`);
    }
    parts.push(`M 100644 inline ${ROOT}/.amplicationignore\ndata 5\n*.md\n\n`);
    await git(directory, ['fast-import', '--quiet', '--force'], { input: parts.join('') });
    return git(directory, ['rev-parse', 'refs/edited']);
  }

  private bareFetch({ url, authorization }: Repository): Promise<number> {
    const folder = this.newFolder();
    execFileSync('git', ['init', '-q', '--bare', folder]);
    const started = performance.now();
    return git(folder, ['fetch', '-q', '--depth=1', '--no-tags', url, 'main', WORK], { authorization }).then(
      () => performance.now() - started,
    );
  }

  private async memory(
    repository: Repository,
    reset: () => Promise<void>,
    count: number,
    changed: number,
  ): Promise<PeakMemory> {
    await reset();
    const order = JSON.stringify({ target: repository, folder: this.newFolder(), count, changed });
    this.memoryChild ??= bundle(join(import.meta.dirname, 'memory-child.ts'));
    const output = execFileSync(process.execPath, [await this.memoryChild, order], { encoding: 'utf8' });
    await reset();
    return JSON.parse(output) as PeakMemory;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
