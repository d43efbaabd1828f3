import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RepositoryInMemory } from '@amplication/git-sync/testing';
import { generate } from '../../src/generate';
import { sampleModel } from '../../src/sample/sample-model';
import { INSTALLED_MODULES } from '../support/installed-modules';
import { ServiceChecker } from './language-service';
import { oldForm } from './old-form';

const MINUTE = 60_000;
const RULES = { ignore: '', strategy: 'take-generated' } as const;
const SERVICE = 'src/orders/orders.service.ts';
const MODULE = 'src/orders/orders.module.ts';
const REPOSITORY = 'src/orders/orders.repository.ts';

let directory: string;
let repository: RepositoryInMemory;
let old: Map<string, string>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'moving-over-'));
  repository = new RepositoryInMemory(directory);
  old = await oldForm();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

beforeEach(async () => {
  [repository.tree, repository.manifest] = [new Map(), new Map()];
  const generation = [...old].map(
    ([path, text]) => [path, { mode: '100644' as const, blob: repository.store(text) }] as const,
  );
  repository.apply(await repository.plan(new Map(generation), RULES));
});

const files = generate(sampleModel());
const newText = (path: string) => files.find((file) => file.path === path)?.content ?? '';
const textOf = (path: string) => repository.read(path)?.toString() ?? '';
const edit = (path: string, text: string) => repository.write(path, '100644', repository.store(text));

/** One build in the new form; what it says of files that people have edited. */
async function moveOver() {
  const next = files.map(
    ({ path, content, ...marks }) => [path, { blob: repository.store(content), ...marks }] as const,
  );
  const result = await repository.plan(new Map(next), RULES);
  repository.apply(result);
  return result.report.entries
    .filter(({ status }) => !['added', 'updated', 'deleted'].includes(status))
    .map(({ path, status }) => [path, status]);
}

describe('a service of the old form, when it is built in the new one', () => {
  it(
    'is the new service, and compiles, where nobody has edited it',
    async () => {
      expect(await moveOver()).toEqual([]);
      expect([...repository.tree.keys()].sort()).toEqual(files.map(({ path }) => path));
      const built = new Map([...repository.tree.keys()].map((path) => [path, textOf(path)]));
      expect(new ServiceChecker(INSTALLED_MODULES).begin(built)).toEqual([]);
    },
    5 * MINUTE,
  );

  it('loses no edit, and says what did not fit', async () => {
    const edits: [path: string, from: string, to: string][] = [
      [SERVICE, 'return this.repository.create(values);', 'this.refuse(values);\n    $&'],
      ['src/orders/orders.controller.ts', '@Post()', "@Header('x-mine', 'mine')\n  $&"],
      ['src/orders/orders.table.ts', '  /** Who ordered. */', "  mine: text('mine'),\n$&"],
      ['src/app.module.ts', '    OrderItemsModule,\n', '$&    MineModule,\n'],
      ['src/main.ts', '  setUpApp(app);', "$&\n  app.use('/mine', mine);"],
      [REPOSITORY, 'export class', '/** Mine. */\n$&'],
    ];
    const own = 'src/mine/mine.module.ts';
    edit(own, 'export class MineModule {}\n');
    const edited = new Map(edits.map(([path, from, to]) => [path, textOf(path).replace(from, to)]));
    for (const [path, text] of edited) {
      expect(text).not.toBe(textOf(path));
      edit(path, text);
    }

    const told = await moveOver();
    const notPlaced = [...edited.keys()].filter((path) => path !== REPOSITORY).sort();
    expect(told).toEqual(
      [...notPlaced.map((path) => [path, 'not-placed']), [REPOSITORY, 'kept-yours']].sort(),
    );
    for (const [path, text] of edited) expect([path, textOf(path)]).toEqual([path, text]);
    for (const path of notPlaced)
      expect([path, textOf(`${path}.generated.txt`)]).toEqual([path, newText(path)]);
    expect(textOf(own)).toBe('export class MineModule {}\n');

    expect(await moveOver()).toEqual([]);
  });

  it('takes an edit over where it fits', async () => {
    const comment = '// Orders of the shop.\n';
    edit(MODULE, comment + textOf(MODULE));
    const told = await moveOver();
    expect(told).toEqual([[MODULE, 'merged']]);
    expect(textOf(MODULE)).toBe(comment + newText(MODULE));
  });

  it('keeps what was deleted away', async () => {
    repository.tree.delete(MODULE);
    expect(await moveOver()).toEqual([[MODULE, 'deleted-by-you']]);
    expect(repository.tree.has(MODULE)).toBe(false);
  });
});
