import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SyncResult } from '../src/index';
import { type Generation, Harness, statusOf, WORK } from './harness';

const OPEN = { pullRequest: { state: 'open' } } as const;
const MANIFEST = '.amplication/generation.json';
const common = 'export const common = 1;\n';

/** The old form: all of it is the generator's. */
const oldForm = (...names: string[]): Generation => ({
  'src/main.ts': `// main\nimport './common/common';\n${names.map((name) => `import './${name}';\n`).join('')}`,
  'src/common/common.ts': common,
  ...Object.fromEntries(
    names.flatMap((name) => [
      [
        `src/${name}/${name}.service.ts`,
        `export class Service {\n  list() {\n    return '${name}';\n  }\n}\n`,
      ],
      [`src/${name}/${name}.module.ts`, `export class Module {\n  name = '${name}';\n}\n`],
      [`src/${name}/dto/create.dto.ts`, `export class Create {\n  name = '${name}';\n}\n`],
    ]),
  ),
});

const serviceText = (name: string, more = '') =>
  `import { ${name}Base } from '../generated/${name}/service.base.js';\n\nexport class ${name}Service extends ${name}Base {}\n${more}`;

/** The new form. `entities`: id -> name. */
function newForm(entities: Record<string, string>, { version = 1 } = {}): Generation {
  const later = version === 1 ? '' : `// since ${version}\n`;
  const files: Generation = {
    'src/main.ts': { content: `// the team's main\n${later}`, once: true, key: 'main' },
    'src/generated/app.ts': `// version ${version}\n${Object.values(entities).join('\n')}\n`,
  };
  for (const [id, name] of Object.entries(entities)) {
    const key = (part: string) => `entity:${id}:${part}`;
    const base = `export class ${name}Base {\n  version = ${version};\n\n  last = true;\n}\n`;
    files[`src/generated/${name}/service.base.ts`] = { content: base, key: key('service-base') };
    files[`src/${name}/${name}.service.ts`] = {
      content: serviceText(name, later),
      once: true,
      key: key('service'),
    };
    files[`src/${name}/${name}.module.ts`] = {
      content: `export class ${name}Module {}\n`,
      once: true,
      key: key('module'),
    };
  }
  return files;
}

describe.each([true, false])('files of two owners, with partial clone %s', (partialClone) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await Harness.start({ partialClone });
  });
  afterEach(() => harness.stop());

  const read = (path: string) => harness.remote.read(WORK, path);
  const paths = () => [...harness.remote.tree(WORK).keys()].filter((path) => path.startsWith('src/'));
  const named = ({ report }: SyncResult) =>
    report.entries.map(({ path, status, note }) => [path, status, ...(note === undefined ? [] : [note])]);
  const requests = async () => (await harness.server.takeCounts()).requests;

  it('are followed from the old form to the new one, through changes, a removal and a rename', async () => {
    await harness.run(oldForm('orders', 'items'));
    expect(read(MANIFEST)).not.toContain('once');
    const oldService = (read('src/orders/orders.service.ts') ?? '').replace(
      'list() {',
      'list() {\n    audit();',
    );
    harness.userCommit(WORK, {
      'src/orders/orders.service.ts': oldService,
      'src/orders/dto/create.dto.ts': 'mine\n',
      'src/items/items.module.ts': null,
    });
    await requests();

    const moved = await harness.run(newForm({ 1: 'orders', 2: 'items' }), OPEN);
    expect(paths()).toEqual([
      'src/generated/app.ts',
      'src/generated/items/service.base.ts',
      'src/generated/orders/service.base.ts',
      'src/items/items.service.ts',
      'src/main.ts',
      'src/orders/dto/create.dto.ts',
      'src/orders/orders.module.ts',
      'src/orders/orders.service.ts',
      'src/orders/orders.service.ts.generated.txt',
    ]);
    expect(read('src/orders/orders.service.ts')).toBe(oldService);
    expect(read('src/orders/orders.service.ts.generated.txt')).toBe(serviceText('orders'));
    expect(named(moved).filter(([, status]) => status !== 'added' && status !== 'deleted')).toEqual([
      ['src/items/items.module.ts', 'deleted-by-you'],
      ['src/items/items.service.ts', 'updated'],
      ['src/main.ts', 'updated'],
      ['src/orders/dto/create.dto.ts', 'kept-yours', 'no longer generated'],
      ['src/orders/orders.module.ts', 'updated'],
      [
        'src/orders/orders.service.ts',
        'not-placed',
        'your changes do not fit the new text; the new text is in `src/orders/orders.service.ts.generated.txt`',
      ],
    ]);
    expect(moved.report.notes).toEqual([expect.stringMatching(/^5 files are yours from now on/)]);
    expect(await requests()).toBe(partialClone ? 7 : 5);
    const again = await harness.run(newForm({ 1: 'orders', 2: 'items' }), OPEN);
    expect(again).toMatchObject({ outcome: 'unchanged', report: { entries: [], notes: [] } });
    expect(await requests()).toBe(2);

    // The team brings its change into the new text, writes rules, and does without a main of ours.
    const rules = (name: string) => serviceText(name).replace('Base {}', 'Base {\n  audit = true;\n}');
    harness.userCommit(WORK, {
      'src/orders/orders.service.ts': rules('orders'),
      'src/orders/orders.service.ts.generated.txt': null,
      'src/main.ts': null,
      'src/generated/orders/service.base.ts': (read('src/generated/orders/service.base.ts') ?? '').replace(
        'last = true',
        'last = false',
      ),
    });
    await requests();
    const changed = await harness.run(newForm({ 1: 'orders', 2: 'items' }, { version: 2 }), OPEN);
    expect(named(changed)).toEqual([
      ['src/generated/app.ts', 'updated'],
      ['src/generated/items/service.base.ts', 'updated'],
      ['src/generated/orders/service.base.ts', 'merged'],
    ]);
    expect(read('src/orders/orders.service.ts')).toBe(rules('orders'));
    expect(read('src/items/items.service.ts')).toBe(serviceText('items'));
    expect(read('src/main.ts')).toBeNull();
    expect(await requests()).toBe(partialClone ? 7 : 5);

    harness.userCommit(WORK, { 'src/items/items.module.ts': 'export class MyModule {}\n' });
    const removed = await harness.run(newForm({ 1: 'orders' }, { version: 2 }), OPEN);
    expect(named(removed)).toEqual([
      ['src/generated/app.ts', 'updated'],
      ['src/generated/items/service.base.ts', 'deleted'],
      ['src/generated/orders/service.base.ts', 'kept-yours'],
      ['src/items/items.module.ts', 'kept-yours', 'no longer generated'],
      ['src/items/items.service.ts', 'deleted'],
    ]);
    expect(read('src/items/items.module.ts')).toBe('export class MyModule {}\n');

    await requests();
    // What was generated since is in the new text of the renamed file too.
    const renamed = await harness.run(newForm({ 1: 'sales' }, { version: 2 }), OPEN);
    expect(named(renamed)).toEqual([
      ['src/generated/app.ts', 'updated'],
      ['src/generated/sales/service.base.ts', 'merged', 'moved from `src/generated/orders/service.base.ts`'],
      ['src/sales/dto/create.dto.ts', 'moved', 'moved from `src/orders/dto/create.dto.ts`'],
      ['src/sales/sales.module.ts', 'updated', 'moved from `src/orders/orders.module.ts`'],
      [
        'src/sales/sales.service.ts',
        'not-placed',
        'moved from `src/orders/orders.service.ts`; your changes do not fit the new text; ' +
          'the new text is in `src/sales/sales.service.ts.generated.txt`',
      ],
    ]);
    expect(read('src/generated/sales/service.base.ts')).toContain('last = false');
    expect(read('src/sales/sales.service.ts')).toBe(rules('orders'));
    expect(paths().filter((path) => path.includes('orders'))).toEqual([]);
    expect(read('src/sales/dto/create.dto.ts')).toBe('mine\n');
    // Nobody has pushed since, which saves one.
    expect(await requests()).toBe(partialClone ? 6 : 4);
    expect(harness.remote.git('fsck', '--strict')).not.toContain('error');
  });

  it('follow a rename with what was written in them, when that fits', async () => {
    await harness.run(newForm({ 1: 'orders', 2: 'items' }));
    const rules = (name: string) => serviceText(name).replace('Base {}', 'Base {\n  audit = true;\n}');
    harness.userCommit(WORK, {
      'src/orders/orders.service.ts': rules('orders'),
      'src/items/items.module.ts': null,
    });
    // Each takes the other's name.
    const renamed = await harness.run(newForm({ 1: 'items', 2: 'orders' }), OPEN);
    expect(read('src/items/items.service.ts')).toBe(rules('items'));
    expect(read('src/orders/orders.service.ts')).toBe(serviceText('orders'));
    expect(read('src/items/items.module.ts')).toBe('export class itemsModule {}\n');
    expect(read('src/orders/orders.module.ts')).toBeNull();
    expect(statusOf(renamed, 'src/items/items.service.ts')).toBe('merged');
    const again = await harness.run(newForm({ 1: 'items', 2: 'orders' }), OPEN);
    expect(again).toMatchObject({ outcome: 'unchanged', report: { entries: [] } });
  });

  it('go to another root and to another name in one build', async () => {
    await harness.run(newForm({ 1: 'orders' }));
    harness.userCommit(WORK, { 'src/orders/orders.module.ts': 'mine\n' });
    const place = { ...OPEN, rootDirectory: 'api', previousRootDirectory: '' };
    const result = await harness.run(newForm({ 1: 'sales' }), place);
    expect(read('api/src/sales/sales.module.ts')).toBe('mine\n');
    expect(read('api/src/sales/sales.service.ts')).toBe(serviceText('sales'));
    expect(paths()).toEqual([]);
    expect(result.report.entries).toContainEqual({
      path: 'api/src/sales/sales.service.ts',
      status: 'updated',
      note: 'moved from `src/orders/orders.service.ts`',
    });
    expect(result.report.entries.map(({ path }) => path)).not.toContain('api/src/orders/orders.service.ts');
  });

  it('that the team had before stay, and are known from then on', async () => {
    harness.userCommit('main', { 'src/main.ts': 'mine\n' });
    const first = await harness.run(newForm({ 1: 'orders' }));
    expect(read('src/main.ts')).toBe('mine\n');
    expect(statusOf(first, 'src/main.ts')).toBe('kept-yours');
    expect(first.report.counts.conflicts).toBe(0);
    const second = await harness.run(newForm({ 1: 'orders' }, { version: 2 }), OPEN);
    expect(statusOf(second, 'src/main.ts')).toBeUndefined();
    expect(read('src/main.ts')).toBe('mine\n');
  });

  it('stay the team’s when the record is lost: our own records say what was given to it', async () => {
    const generation = newForm({ 1: 'orders' });
    await harness.run(generation);
    harness.userCommit(WORK, { [MANIFEST]: null, 'src/main.ts': 'mine\n' });
    const generatedAs = (path: string, blob: string) => {
      const file = generation[path];
      if (file === undefined || typeof file === 'string' || Buffer.isBuffer(file))
        return Promise.resolve(null);
      return Promise.resolve(harness.store(file.content) === blob ? file : null);
    };
    const result = await harness.run(newForm({ 1: 'orders' }, { version: 2 }), { ...OPEN, generatedAs });
    expect(read('src/orders/orders.service.ts')).toBe(serviceText('orders'));
    expect(read('src/main.ts')).toBe('mine\n');
    expect(statusOf(result, 'src/generated/orders/service.base.ts')).toBe('updated');
    expect(statusOf(result, 'src/main.ts')).toBe('kept-yours');
    expect(statusOf(result, 'src/orders/orders.service.ts')).toBeUndefined();
  });
});
