import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../command/command-line';
import { parseModelCommand } from './command';
import { runModel } from './run-model';

const SHOP = `service: Shop
version: 2
---
entity: Order
fields:
  id: { type: uuid, required: true }
  status: text
key: [id]
`;

describe('npm run model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'model-'));
  const file = (name: string, text?: string): string => {
    const path = join(folder, name);
    if (text !== undefined) writeFileSync(path, text);
    return path;
  };
  const run = (...args: string[]) => runModel(parseModelCommand(args));
  const shop = file('shop.yaml', SHOP);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('tells what an import would bring, and what it would change', async () => {
    const next = file('next.yaml', SHOP.replace('status: text', 'status: { type: text, required: true }'));
    const { output, isGood } = await run('import', next, '--current', shop);
    expect(isGood).toBe(true);
    expect(output).toBe(
      [
        'Shop, read as yaml: 1 entity, 2 fields, 0 relations, 0 enums.',
        '  Order: 2 fields, 0 relations',
        '',
        'Nothing is lost.',
        '',
        '1 change to the current model:',
        '  Order.status became required.',
      ].join('\n'),
    );
  });

  it('writes the model, and reads it again as the same', async () => {
    const out = file('shop.json');
    expect((await run('import', shop, '--out', out)).output).toContain(`Written to ${out}.`);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ version: 2, name: 'Shop' });
    const { output } = await run('import', out, '--current', shop, '--json');
    expect(JSON.parse(output)).toMatchObject({ format: 'json', losses: [], changes: [] });
    await expect(run('import', shop, '--out', file('shop.txt'))).rejects.toThrow(UsageError);
  });

  it('writes a model in another format', async () => {
    expect((await run('export', shop, '--format', 'json')).output).toContain('"name": "Shop"');
    const yaml = file('again.yaml');
    expect((await run('export', shop, '--format', 'yaml', '--out', yaml)).output).toBe(`Written to ${yaml}.`);
    expect(readFileSync(yaml, 'utf8')).toContain('entity: Order');
  });

  it('checks a file, and shows every mistake where it stands', async () => {
    expect((await run('check', shop)).isGood).toBe(true);
    const bad = file(
      'bad.yaml',
      SHOP.replace('status: text', 'status: { type: txt, nope: 1 }').replace('[id]', '[di]'),
    );
    const { output, isGood } = await run('check', bad);
    expect(isGood).toBe(false);
    expect(output.split('\n')).toEqual([
      expect.stringContaining(`${bad}:7:13: Order.fields.status.type: must be one of text`),
      `${bad}:8:7: Order.key[1]: names no field or relation of Order: di.`,
    ]);
    const json = await run('check', bad, '--json');
    expect(JSON.parse(json.output).problems).toMatchObject([{ line: 7 }, { line: 8, column: 7 }]);
    const nothing = await run('check', file('nothing.txt', 'Hello.'));
    expect(nothing).toMatchObject({
      isGood: false,
      output: expect.stringContaining('Expected a model in one of'),
    });
  });

  it.each([
    [[], 'Say one of import, export, check first.'],
    [['look', 'x'], 'Say one of import, export, check first.'],
    [['import'], '<file> is missing.'],
    [['import', 'x', 'y'], '"y" is one argument too many.'],
    [['import', 'x', '--nope'], "Unknown option '--nope'"],
    [['import', 'x', '--format', 'csv'], '--format takes one of: prisma, sql, postgres, json, yaml.'],
    [['export', 'x'], 'export needs --format'],
    [['export', 'x', '--format', 'postgres'], 'export needs --format'],
  ])('refuses %j and says what it takes', (args, message) => {
    expect(() => parseModelCommand(args)).toThrow(message);
    expect(() => parseModelCommand(args)).toThrow('Usage: npm run model -- [options]');
  });
});
