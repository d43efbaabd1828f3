import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import { PATHS, stories, type Story, World } from '../../test/world';
import { sameManifestFiles } from './manifest';

const RUNS = proofRuns({ sample: 300, whole: 1_000 });
const TIME_LIMIT_MS = 180_000;

describe('plan, whatever the generations and the hand edits', () => {
  let directory: string;
  let world: World;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'git-sync-plan-'));
    // One world for all cases: the same merge is asked for again and again.
    world = new World(directory);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** A repository with a file of the user's own, a first generation on top, and then the user's edits. */
  const begin = async (story: Story) => {
    world.manifest = new Map();
    world.tree = new Map([['own.txt', { mode: '100644', blob: world.store('mine-0\n') }]]);
    world.apply(await world.plan(world.generation(story.first), story));
    world.edit(story.edits);
  };
  const usersLines = () => {
    const found = new Map<string, string>();
    for (const path of world.tree.keys()) {
      for (const line of world
        .read(path)
        ?.toString('latin1')
        .match(/mine-\d+/g) ?? [])
        found.set(line, path);
    }
    return found;
  };

  it(
    'loses no line of the user, unless the report names it as decided for the generated side',
    () =>
      fc.assert(
        fc.asyncProperty(stories, async (story) => {
          await begin(story);
          const before = usersLines();
          const result = await world.plan(world.generation(story.second), story);
          world.apply(result);
          const after = usersLines();
          for (const [line, path] of before) {
            if (after.has(line)) continue;
            expect(story.strategy).toBe('take-generated');
            expect(result.report.entries).toContainEqual(
              expect.objectContaining({
                path,
                status: 'conflict',
                note: expect.stringContaining('the generated lines were taken'),
              }),
            );
          }
        }),
        { numRuns: RUNS },
      ),
    TIME_LIMIT_MS,
  );

  it(
    'brings nothing back that the user deleted, and touches nothing that it did not make',
    () =>
      fc.assert(
        fc.asyncProperty(stories, async (story) => {
          await begin(story);
          const deleted = [...world.manifest.keys()].filter((path) => !world.tree.has(path));
          const others = [...world.tree].filter(
            ([path]) => !world.manifest.has(path) && !PATHS.includes(path),
          );
          const movedTo = new Set<string>();
          const result = await world.plan(world.generation(story.second), story);
          for (const { movedTo: place } of result.manifest.values())
            if (place !== undefined) movedTo.add(place);
          for (const file of result.files) if (file.moved !== null) movedTo.add(file.place);
          world.apply(result);
          for (const path of deleted) expect(world.tree.has(path)).toBe(false);
          for (const [path, entry] of others) {
            if (!movedTo.has(path)) expect(world.tree.get(path)).toEqual(entry);
          }
        }),
        { numRuns: RUNS },
      ),
    TIME_LIMIT_MS,
  );

  it(
    'applied twice changes nothing the second time',
    () =>
      fc.assert(
        fc.asyncProperty(stories, async (story) => {
          await begin(story);
          const generation = world.generation(story.second);
          world.apply(await world.plan(generation, story));
          const again = await world.plan(generation, story);
          expect(again.changes).toEqual([]);
          expect(sameManifestFiles(again.manifest, world.manifest)).toBe(true);
        }),
        { numRuns: RUNS },
      ),
    TIME_LIMIT_MS,
  );

  it(
    'does not depend on the order of paths',
    () =>
      fc.assert(
        fc.asyncProperty(stories, fc.infiniteStream(fc.nat()), async (story, numbers) => {
          await begin(story);
          const shuffled = <T>(entries: Iterable<T>): T[] =>
            [...entries]
              .map((entry) => ({ entry, key: numbers.next().value ?? 0 }))
              .sort((a, b) => a.key - b.key)
              .map(({ entry }) => entry);
          const generation = world.generation(story.second);
          const one = await world.plan(generation, story);
          const other = await world.plan(generation, story, shuffled);
          expect(other.changes).toEqual(one.changes);
          expect(other.report).toEqual(one.report);
          expect(sameManifestFiles(other.manifest, one.manifest)).toBe(true);
        }),
        { numRuns: RUNS },
      ),
    TIME_LIMIT_MS,
  );
});
