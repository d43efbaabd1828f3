import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import { editByHand, generate, serviceStories, type Step } from '../../test/service-story';
import { World } from '../../test/world';
import type { GeneratedFile } from '../types';
import type { Conclusion } from './conclude';
import { type ManifestFiles, sameManifestFiles } from './manifest';
import type { Plan } from './plan';
import type { Tree } from './tree/tree';

const RUNS = proofRuns({ sample: 300, whole: 3_000 });
const TIME_LIMIT_MS = 300_000;

/** One build: what was there before it, what was generated, and what came of it. */
interface Built {
  tree: Tree;
  manifest: ManifestFiles;
  next: ReadonlyMap<string, GeneratedFile>;
  result: Plan & Conclusion;
}

describe('files of two owners, whatever the model and people do', () => {
  let directory: string;
  let world: World;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'git-sync-owners-'));
    world = new World(directory);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** Plays a story, and looks at each build of it. */
  const play = async (
    steps: Step[],
    strategy: 'keep-yours' | 'take-generated',
    look: (built: Built) => unknown,
  ) => {
    let lines = 0;
    world.manifest = new Map();
    world.tree = new Map([['README.md', { mode: '100644', blob: world.store('mine-0\n') }]]);
    for (const { model, edits } of steps) {
      editByHand(world, edits, () => (lines += 1));
      const [tree, manifest, next] = [new Map(world.tree), world.manifest, generate(world, model)];
      const result = await world.plan(next, { ignore: '', strategy });
      world.apply(result);
      await look({ tree, manifest, next, result });
    }
  };
  const always = (
    strategy: 'keep-yours' | 'take-generated',
    look: (built: Built, numbers: Iterator<number>) => unknown,
  ) =>
    fc.assert(
      fc.asyncProperty(serviceStories, fc.infiniteStream(fc.nat()), (steps, numbers) =>
        play(steps, strategy, (built) => look(built, numbers)),
      ),
      { numRuns: RUNS },
    );
  const text = (tree: Tree, path: string) => world.blobs.get(tree.get(path)?.blob ?? '')?.toString() ?? '';
  const linesOf = (tree: Tree, paths: Iterable<string>) =>
    new Set([...paths].flatMap((path) => text(tree, path).match(/mine-\d+/g) ?? []));
  const placesOf = (manifest: ManifestFiles) =>
    [...manifest]
      .filter(([, { once }]) => once === true)
      .map(([path, entry]) => ({
        path,
        entry,
        place: entry.movedTo !== undefined && !world.tree.has(path) ? entry.movedTo : path,
      }));

  it(
    'loses no line that a person wrote',
    () =>
      always('keep-yours', ({ tree }) => {
        const after = linesOf(world.tree, world.tree.keys());
        for (const line of linesOf(tree, tree.keys())) expect(after).toContain(line);
      }),
    TIME_LIMIT_MS,
  );

  it(
    'loses no line of a file of the team, whoever wins conflicts elsewhere',
    () =>
      always('take-generated', ({ tree, next }) => {
        const theirs = [...tree.keys()].filter(
          (path) => !path.startsWith('src/generated/') && next.get(path)?.once,
        );
        const after = linesOf(world.tree, world.tree.keys());
        for (const line of linesOf(tree, theirs)) expect(after).toContain(line);
      }),
    TIME_LIMIT_MS,
  );

  it(
    'writes no file of the team again while it keeps its path, and brings none back',
    () =>
      always('take-generated', ({ tree, manifest, next, result }) => {
        const moved = new Set(result.files.filter((file) => file.moved !== null).map(({ path }) => path));
        for (const { path, entry } of placesOf(manifest)) {
          const isSame = next.has(path) && (next.get(path)?.key ?? entry.key) === entry.key;
          if (!isSame || moved.has(path)) continue;
          expect(world.tree.get(path)).toEqual(tree.get(path));
        }
      }),
    TIME_LIMIT_MS,
  );

  it(
    'takes away a file of the team only if it is as it was delivered, or has gone where its entity went',
    () =>
      always('keep-yours', ({ tree, manifest, next }) => {
        const keys = new Set([...next.values()].map(({ key }) => key));
        for (const { path, entry } of placesOf(manifest)) {
          const before = tree.get(path);
          if (before === undefined || before.blob === entry.blob) continue;
          if (entry.key !== undefined && keys.has(entry.key)) continue;
          expect(world.tree.has(path)).toBe(true);
        }
      }),
    TIME_LIMIT_MS,
  );

  it(
    'leaves whole what it cannot place, says so, and puts the new text beside it',
    () =>
      always('take-generated', ({ tree, next, result }) => {
        for (const { path, status, note } of result.report.entries) {
          if (status !== 'not-placed') continue;
          const from = /^moved from `([^`]+)`/.exec(note ?? '')?.[1] ?? path;
          expect(text(world.tree, path)).toBe(text(tree, from));
          const beside = /the new text is in `([^`]+)`/.exec(note ?? '')?.[1];
          if (beside === undefined) expect(note).toMatch(/is taken|among the files of this build/);
          else expect(world.tree.get(beside)?.blob).toBe(next.get(path)?.blob);
        }
      }),
    TIME_LIMIT_MS,
  );

  it(
    'changes nothing when the same is built again, and says nothing of files of the team',
    () =>
      always('keep-yours', async ({ next }) => {
        const again = await world.plan(next, { ignore: '', strategy: 'keep-yours' });
        expect(again.changes).toEqual([]);
        expect(sameManifestFiles(again.manifest, world.manifest)).toBe(true);
        const named = again.report.entries.map(({ path }) => path);
        for (const { path, place } of placesOf(world.manifest)) expect(named).not.toContain(place ?? path);
      }),
    TIME_LIMIT_MS,
  );

  it(
    'does not depend on the order of paths',
    () =>
      always('keep-yours', async ({ tree, manifest, next, result }, numbers) => {
        const [now, nowManifest] = [world.tree, world.manifest];
        [world.tree, world.manifest] = [new Map(tree), manifest];
        const shuffled = <T>(entries: Iterable<T>): T[] =>
          [...entries]
            .map((entry) => ({ entry, key: numbers.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ entry }) => entry);
        const other = await world.plan(next, { ignore: '', strategy: 'keep-yours' }, shuffled);
        [world.tree, world.manifest] = [now, nowManifest];
        expect(other.changes).toEqual(result.changes);
        expect(other.report).toEqual(result.report);
        expect(sameManifestFiles(other.manifest, result.manifest)).toBe(true);
      }),
    TIME_LIMIT_MS,
  );
});
