import { DomainError } from '@amplication/contracts';
import { listTree } from '../git/objects/list-tree';
import { conclude } from '../plan/conclude';
import { IGNORE_FILE, ignoreRules, type IgnoreRules, MAX_IGNORE_BYTES } from '../plan/ignore-rules';
import { formatManifest, MANIFEST_PATH, type ManifestFiles, sameManifestFiles } from '../plan/manifest';
import { moveCandidates, MIN_MOVED_BYTES } from '../plan/moved-files';
import { type Plan, planFiles, type PlanInput } from '../plan/plan';
import { type FollowedRenames, followRenames } from '../plan/renamed-files';
import { changeRoot, type RootChange } from '../plan/root-change';
import type { Change } from '../plan/tree/change';
import { inRoot } from '../plan/tree/paths';
import { asFile, type Tree } from '../plan/tree/tree';
import { clashFinder } from '../plan/tree/type-clash';
import type { SyncReport } from '../types';
import type { Build } from './build';
import { withFirstCommit } from './first-commit';
import { mergeFiles, mergesOf } from './merge-files';
import { findManifest, type GenerationRecord, readRecord } from './record';
import type { Start, Tips } from './start';
import { StoredBlobs } from './stored-blobs';

/** What a round would do to the start tree. No changes: there is nothing to commit. */
export interface Prepared {
  changes: Change[];
  report: SyncReport;
}

/** Lists the start tree, reads what the last generation left in it, and plans. Changes nothing. */
export async function prepare(build: Build, start: Start, tips: Tips): Promise<Prepared> {
  const { request } = build;
  const original = await listTree(build.context, start.planOn);
  assertManifestFits(request.rootDirectory, original);
  const stored = new StoredBlobs(build);
  const branch = start.from === 'branch' ? request.workBranch : request.baseBranch;
  await provideUserBlobs(build, original, stored, branch);

  const record = await readRecord(request, original, stored);
  const moved = record.root === request.rootDirectory ? null : moveRoot(build, record, original);
  const inNewRoot = moved?.tip ?? original;
  const common = {
    root: request.rootDirectory,
    next: request.files,
    ignored: await readIgnoreRules(request.rootDirectory, inNewRoot, stored),
  };
  const files = moved?.files ?? record.files;
  const known = withFirstCommit(files, request.rootDirectory, request.files, inNewRoot);
  const followed = followRenames({ ...common, previous: known, tip: inNewRoot });
  const { files: previous, tip, renamed, stuck } = followed;
  const moves = await findMoves(build, previous, tip, start, tips, stored);
  const input: PlanInput = { ...common, previous, tip, moves, renamed, stuck };
  const plan = planFiles(input);
  await stored.provide([...toBeMerged(plan), ...toBeSent(followed)], branch);
  const merges = await mergeFiles(build, stored, plan.files);
  const { changes, report, manifest } = conclude(plan, merges, {
    root: request.rootDirectory,
    origins: originsOf(moved, followed),
    along: followed.along,
  });
  const isSameManifest = record.fromManifest && moved === null && sameManifestFiles(record.files, manifest);
  if (!isSameManifest) changes.push(writeManifest(build, manifest));
  report.notes.push(...notesOf(record, moved), ...handedOverNote(record, manifest));
  return { changes: [...(moved?.changes ?? []), ...followed.changes, ...changes], report };
}

const toBeMerged = ({ files }: Plan) => mergesOf(files).map(({ merge }) => merge.yours.blob);

/** To git, what people wrote is new at a new path, and a push that lacks it would ask for it in requests of its own. */
const toBeSent = ({ along, tip }: FollowedRenames) =>
  [...along].flatMap((place) => asFile(tip.get(place))?.blob ?? []);

/** New place -> the place in the start tree, of files that a change of the root or a rename has moved, or both. */
function originsOf(moved: RootChange | null, followed: FollowedRenames): ReadonlyMap<string, string> {
  const origins = new Map(moved?.origins);
  for (const place of followed.origins.values()) origins.delete(place);
  for (const [to, from] of followed.origins) origins.set(to, moved?.origins.get(from) ?? from);
  return origins;
}

/** What is said once, when files of the generator become the team's. */
function handedOverNote({ files }: GenerationRecord, manifest: ManifestFiles): string[] {
  const count = [...files].filter(([path, { once }]) => once !== true && manifest.get(path)?.once === true);
  if (count.length === 0) return [];
  const which = count.length === 1 ? '1 file is' : `${count.length} files are`;
  return [
    `${which} yours from now on: no later build writes there again. What builds write is in files of its own.`,
  ];
}

/**
 * Fetches, in one request, what only the user can have written: the ignore files, an edited manifest, and the files
 * that may have to be merged. Some of the last may turn out not to be needed, once the ignore rules are known.
 */
async function provideUserBlobs(build: Build, tip: Tree, stored: StoredBlobs, branch: string): Promise<void> {
  const { request } = build;
  const ids = ignoreFiles(request.rootDirectory, tip).map(({ blob }) => blob);
  const manifest = findManifest(request, tip);
  if (manifest !== null) ids.push(manifest.blob);
  if (ids.length === 0) return;
  // One that is not here makes a request anyway: the candidates travel with it.
  const root = manifest?.root ?? request.rootDirectory;
  const missing = [];
  for (const id of ids) if (!(await stored.isHere(id))) missing.push(id);
  if (missing.length === 0) return;
  await stored.provide([...missing, ...(await mergeCandidates(build, tip, root))], branch);
}

/** Files of the tree at a generated path whose content is neither the next one nor any that we generated. */
async function mergeCandidates({ request }: Build, tip: Tree, root: string): Promise<string[]> {
  const ids: string[] = [];
  for (const [path, next] of request.files) {
    // The team's are edited as a rule, and merged only when they are handed over or renamed.
    if (next.once === true) continue;
    const file = asFile(tip.get(inRoot(root, path)));
    if (file === undefined || file.blob === next.blob) continue;
    if ((await request.blobs.read(file.blob)) === null) ids.push(file.blob);
  }
  return ids;
}

function ignoreFiles(root: string, tip: Tree): { path: string; blob: string }[] {
  const paths = new Set([IGNORE_FILE, inRoot(root, IGNORE_FILE)]);
  return [...paths].flatMap((path) => {
    const file = asFile(tip.get(path));
    return file === undefined ? [] : [{ path, blob: file.blob }];
  });
}

async function readIgnoreRules(root: string, tip: Tree, stored: StoredBlobs): Promise<IgnoreRules> {
  const texts = new Map<string, string>();
  for (const { path, blob } of ignoreFiles(root, tip)) {
    const content = await stored.read(blob, MAX_IGNORE_BYTES);
    if ('tooLarge' in content) {
      throw new DomainError(
        'CONFLICT',
        `The file ${path} is too large to be read: ${content.tooLarge} bytes.`,
        {
          params: { path },
        },
      );
    }
    if ('bytes' in content) texts.set(path, content.bytes.toString('utf8'));
  }
  return ignoreRules(root, {
    repository: texts.get(IGNORE_FILE),
    rootDirectory: root === '' ? undefined : texts.get(inRoot(root, IGNORE_FILE)),
  });
}

async function findMoves(
  build: Build,
  previous: ManifestFiles,
  tip: Tree,
  start: Start,
  tips: Tips,
  stored: StoredBlobs,
): Promise<Map<string, string>> {
  const candidates = moveCandidates(build.request.rootDirectory, previous, build.request.files, tip);
  // On the base itself, a file that was always there proves nothing.
  if (candidates.length === 0 || start.planOn === tips.base) return new Map();
  const places = candidates.map(({ movedTo }) => movedTo);
  const inBase = await listTree(build.context, tips.base, places);
  const moves = new Map<string, string>();
  for (const { path, movedTo, blob } of candidates) {
    if (inBase.has(movedTo)) continue;
    const content = await stored.read(blob, MIN_MOVED_BYTES - 1);
    if ('tooLarge' in content) moves.set(path, movedTo);
  }
  return moves;
}

function moveRoot({ request }: Build, record: GenerationRecord, tip: Tree): RootChange {
  return changeRoot(record.root, request.rootDirectory, record.files, tip);
}

function writeManifest({ request }: Build, files: ManifestFiles): Change {
  const { resourceId, generatorVersion, rootDirectory } = request;
  const bytes = formatManifest({ resourceId, generatorVersion, files });
  const path = inRoot(rootDirectory, MANIFEST_PATH);
  return { kind: 'write', path, mode: '100644', content: { from: 'bytes', bytes } };
}

function assertManifestFits(root: string, tip: Tree): void {
  const path = inRoot(root, MANIFEST_PATH);
  const obstacle = clashFinder(tip, new Set([path]), new Set()).at(path);
  if (obstacle !== null) {
    throw new DomainError('CONFLICT', `The file ${path} cannot be written: ${obstacle} is in the way.`, {
      params: { path },
    });
  }
}

function notesOf(record: GenerationRecord, moved: RootChange | null): string[] {
  const notes: string[] = [];
  if (record.rebuilt) {
    notes.push(
      'The record of the last generation was missing or damaged and was rebuilt. Files that this service is not known to have generated were left as they are.',
    );
  }
  if (moved !== null && moved.leftBehind.length > 0) {
    notes.push(
      `The root directory has changed. ${moved.leftBehind.length} files stay in the old one, because their new place is taken.`,
    );
  }
  return notes;
}
