import fc from 'fast-check';
import type { GeneratedFile } from '../src/types';
import type { World } from './world';

/** What a build generates: the entities by their ids, in one of two forms, by a generator of some version. */
export interface ModelState {
  form: 'old' | 'new';
  version: number;
  /** Id -> name. */
  entities: Map<string, string>;
}

/** What a person does to a file of the branch; `at` chooses the file, `line` where in it. */
export interface HandEdit {
  kind: 'insert' | 'replace' | 'delete' | 'create';
  at: number;
  line: number;
}

export interface Step {
  model: ModelState;
  /** Done before the build. */
  edits: HandEdit[];
}

const NAMES = ['orders', 'sales', 'items', 'order-items'];
/** Where people put files of their own, on paths that may be generated later as well. */
const OWN = [
  'src/own.ts',
  ...NAMES.slice(1).map((name) => `src/${name}/service.ts`),
  ...NAMES.slice(0, 2).map((name) => `src/${name}/deep/own.ts`),
  'src/main.ts',
];

/** The files of a service in the old form, all of them the generator's, or in the new one, with those of the team. */
export function generate(world: World, { form, version, entities }: ModelState): Map<string, GeneratedFile> {
  const files = new Map<string, GeneratedFile>();
  const add = (path: string, lines: string[], marks: Partial<GeneratedFile> = {}) =>
    files.set(path, { mode: '100644', blob: world.store(`${lines.join('\n')}\n`), ...marks });
  const names = [...entities.values()].sort();
  if (form === 'old') add('src/main.ts', ['old main', ...names, `version ${version}`]);
  else add('src/main.ts', ['new main', '', `version ${version}`], { once: true, key: 'main' });
  for (const [id, name] of entities) {
    if (form === 'old') {
      add(`src/${name}/service.ts`, [`import ${name}`, '', `class ${name} {`, '  old', `  v${version}`, '}']);
      add(`src/${name}/dto.ts`, [`dto of ${name}`, '', `v${version}`]);
    } else {
      const base = [`base of ${name}`, '', 'same', '', ...names, '', `v${version}`];
      add(`src/generated/${name}/base.ts`, base, { key: `entity:${id}:base` });
      const service = [`import ${name}Base`, '', `class ${name} extends ${name}Base {`, '}'];
      if (version > 1) service.push('', `// since ${version}`);
      add(`src/${name}/service.ts`, service, { once: true, key: `entity:${id}:service` });
    }
  }
  return files;
}

/** Applies hand edits to the branch. Each line that is written there is `mine-<number>`, and no two are the same. */
export function editByHand(world: World, edits: readonly HandEdit[], count: () => number): void {
  for (const { kind, at, line } of edits) {
    const paths = [...world.tree.keys()].sort();
    if (kind === 'create') {
      const path = OWN[at % OWN.length] ?? '';
      if (!world.tree.has(path)) world.write(path, '100644', world.store(`mine-${count()}\n`));
      continue;
    }
    const path = paths[at % paths.length] ?? '';
    const lines = world.read(path)?.toString().split('\n') ?? [];
    if (kind === 'delete') world.tree.delete(path);
    else {
      const edited = lines.toSpliced(line % lines.length, kind === 'replace' ? 1 : 0, `mine-${count()}`);
      world.write(path, '100644', world.store(edited.join('\n')));
    }
  }
}

const entities = fc
  .uniqueArray(fc.tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom(...NAMES)), {
    maxLength: 3,
    selector: ([id]) => id,
  })
  .map((pairs) => pairs.filter(([, name], index) => pairs.findIndex(([, other]) => other === name) === index))
  .map((pairs) => new Map(pairs));

const edits = fc.array(
  fc.record({
    kind: fc.constantFrom<HandEdit['kind'][]>('insert', 'insert', 'replace', 'delete', 'create'),
    at: fc.nat(30),
    line: fc.nat(8),
  }),
  { maxLength: 4 },
);

/** Some builds in the old form, then some in the new one, with hand edits before each. */
export const serviceStories: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.nat(2),
    fc.array(fc.record({ version: fc.integer({ min: 1, max: 2 }), entities, edits }), {
      minLength: 2,
      maxLength: 5,
    }),
  )
  .map(([old, steps]) =>
    steps.map(({ edits: before, ...rest }, index) => ({
      model: { form: index < old ? ('old' as const) : ('new' as const), ...rest },
      edits: before,
    })),
  );
