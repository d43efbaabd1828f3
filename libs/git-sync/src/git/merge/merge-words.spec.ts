import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import type { GitContext } from '../process/git-process';
import { mergeText } from './merge-text';

let directory: string;
let context: GitContext;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'git-sync-words-'));
  mkdirSync(join(directory, 'merge'));
  context = { git: 'git', directory, signal: new AbortController().signal, timeoutMs: 60_000 };
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const service = (name: string, folder: string, words: string) => `import { Injectable } from '@nestjs/common';
import { ${name}ServiceBase } from '../generated/${folder}/service.base.js';

/** The rules of ${words}. */
@Injectable()
export class ${name}Service extends ${name}ServiceBase {}
`;
const OLD = service('OrderItem', 'order-items', 'order items');
const NEW = service('Purchase', 'purchases', 'purchases');

/** The text that a file gets that stays whole otherwise; null: it stays. */
async function merged(base: string | Buffer, yours: string | Buffer, generated: string | Buffer) {
  const [a, b, c] = [base, yours, generated].map((text) =>
    typeof text === 'string' ? Buffer.from(text) : text,
  );
  if (!a || !b || !c) throw new Error('three texts');
  const input = { name: 'm', base: a, yours: b, generated: c, strategy: 'keep-whole' } as const;
  const outcome = await mergeText(context, input);
  if (outcome.kind === 'kept') return null;
  expect(outcome.kind).toBe('merged');
  return readFileSync(outcome.file, 'utf8');
}

describe('a team’s file of a renamed entity', () => {
  it('gets the new names beside what was written on the same and on adjacent lines', async () => {
    const edit = (text: string) =>
      text
        .replace('\n\n/**', "\nimport { audit } from '../audit.js';\n\n/**")
        .replace('Base {}', 'Base {\n  override async create() {\n    audit("mine");\n  }\n}');
    expect(await merged(OLD, edit(OLD), NEW)).toBe(edit(NEW));
  });

  it('gets the new names right beside what was put in, and in the middle of it', async () => {
    const module = (name: string) => `@Module({\n  providers: [${name}Service],\n})\nclass ${name}Module {
  constructor(rows: ${name}Rows) {
    super(rows);
  }\n}\n`;
    const edit = (text: string) =>
      text
        .replace(/\[(\w+)\]/, '[Numbers, $1, { provide: VAT }]')
        .replace(/\((rows: \w+)\)/, '(\n    $1,\n    private readonly vat: number,\n  )');
    expect(await merged(module('Order'), edit(module('Order')), module('Sale'))).toBe(edit(module('Sale')));
  });

  it('gets names that are too long for their line, and so stand on lines of their own', async () => {
    const base = "import { A_ROUTE, AsBase } from './a.js';\n\nclass As extends AsBase {}\n";
    const longer =
      "import {\n  LONGER_ROUTE,\n  LongersBase,\n} from './longer.js';\n\nclass Longers extends LongersBase {}\n";
    const edit = (text: string) =>
      text
        .replace('\n\nclass', "\nimport { b } from './b.js';\n\n@b()\nclass")
        .replace('Base {}', 'Base {\n  mine = 1;\n}');
    expect(await merged(base, edit(base), longer)).toBe(edit(longer));
    expect(await merged(longer, edit(longer), base)).toBe(edit(base));
  });

  it('stays whole where an old name stands twice in what was put in', async () => {
    const yours = OLD.replace('class OrderItemService', 'class OrderItemServiceOrderItemService');
    expect(await merged(OLD, yours, NEW)).toBeNull();
    const twice = '[Order]';
    expect(await merged(twice, '[Order!Order]', '[Sale]')).toBeNull();
  });

  it('keeps the line ends of who edits it', async () => {
    const edit = (text: string) => text.replace('Base {}', 'Base {\n  mine = 1;\n}').replaceAll('\n', '\r\n');
    expect(await merged(OLD, edit(OLD), NEW)).toBe(edit(NEW));
  });

  it('stays whole where both changed a word', async () => {
    expect(await merged(OLD, OLD.replace('extends OrderItemServiceBase', 'extends Mine'), NEW)).toBeNull();
  });

  it('stays whole where more than words is new', async () => {
    const other = NEW.replace('@Injectable()', '@Injectable({ scope })');
    expect(await merged(OLD, OLD.replace('Base {}', 'Base { mine = 1; }'), other)).toBeNull();
  });

  it('stays whole when it is no text of ours, or very long', async () => {
    const latin = Buffer.from(OLD.replace('Base {}', 'Base { name = "\u00e9"; }'), 'latin1');
    expect(await merged(OLD, latin, NEW)).toBeNull();
    const long = OLD.replace('Base {}', `Base { name = "${'x'.repeat(140_000)}"; }`);
    expect((await merged(OLD, long, NEW)) === null).toBe(true);
  });

  it('loses no word that was put in, wherever that was', async () => {
    const places = fc.array(fc.nat(OLD.length), { minLength: 1, maxLength: 4 });
    const pieces = fc.constantFrom(' mine-# ', '\nmine-#\n', '{ "mine-#"\t}', 'mine-#');
    await fc.assert(
      fc.asyncProperty(places, pieces, async (at, piece) => {
        let yours = OLD;
        for (const [index, place] of at.entries()) {
          const text = piece.replace('#', String(index));
          yours = yours.slice(0, place) + text + yours.slice(place);
        }
        const result = await merged(OLD, yours, NEW);
        if (result === null) return;
        for (const word of yours.match(/mine-\d/g) ?? []) expect(result).toContain(word);
      }),
      { numRuns: proofRuns({ sample: 100, whole: 1_000 }) },
    );
  }, 120_000);
});
