import { CATALOGUE_QUERY } from '@amplication/postgres-schema';
import { ModelSyntaxError, ModelTooLargeError, readYaml } from '@amplication/model-text';
import { detectFormat } from './detect-format';
import { exportModel, importModel } from './exchange';

const { model: SHOP } = readYaml(`service: Shop
version: 2
---
entity: Order
id: o1
fields:
  id: { id: i1, type: uuid, required: true }
  total: { id: t1, type: decimal, precision: 10, scale: 2 }
key: [id]
`);

describe('one import and one export', () => {
  it.each([
    ['', 'shop.prisma', 'prisma'],
    ['', 'DUMP.SQL', 'sql'],
    ['', 'a/b.yml', 'yaml'],
    ['// A shop\nmodel Order {\n', undefined, 'prisma'],
    ['datasource db {', 'schema.txt', 'prisma'],
    ['--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;', undefined, 'sql'],
    ['/* x */\ncreate table a (id int);', undefined, 'sql'],
    ['# A shop\nservice: Shop', undefined, 'yaml'],
    ['---\nentity: Order', undefined, 'yaml'],
    ['\uFEFF{ "version": 2 }', undefined, 'json'],
    ['{ "name": "x", "entities": [] }', 'model.json', 'json'],
    ['{ "tables": [], "catalogue": 1 }', undefined, 'postgres'],
    ['"{""tables"": [], ""catalogue"": 1}"', undefined, 'postgres'],
    [' catalogue\n-----------\n {"catalogue": 1, "tables": []}\n(1 row)', undefined, 'postgres'],
    [`${' '.repeat(50_000)}catalogue\n----\n {"catalogue": 1, "tables": []}\n(1 row)`, undefined, 'postgres'],
    ['Hello.', undefined, null],
    ['', undefined, null],
    ['', 'x.constructor', null],
  ])('finds out what %j (%s) is: %s', (text, fileName, format) => {
    expect(detectFormat(text, fileName)).toBe(format);
  });

  it('does not take its own query for an answer', () => {
    expect(detectFormat(CATALOGUE_QUERY)).not.toBe('postgres');
  });

  it.each(['json', 'yaml'] as const)('reads what it has written, as %s', async (format) => {
    const text = exportModel(SHOP, format);
    expect(await importModel(text)).toEqual({ format, model: SHOP, losses: [] });
  });

  it('keeps the ids of the current model for what means the same', async () => {
    const { format, model } = await importModel(exportModel(SHOP, 'sql'), { current: SHOP });
    expect(format).toBe('sql');
    expect(model.entities[0]).toMatchObject({ id: 'o1', fields: [{ id: 'i1' }, { id: 't1' }] });
    const renamed =
      'service: Shop\nversion: 2\n---\nentity: Bill\nrenamedFrom: Order\nfields: { id: { type: uuid, required: true } }\nkey: [id]\n';
    expect((await importModel(renamed, { current: SHOP })).model.entities[0]?.id).toBe('o1');
  });

  it('refuses what looks like nothing, and what is too large', async () => {
    await expect(importModel('Hello.')).rejects.toThrow(ModelSyntaxError);
    await expect(importModel('x'.repeat(10 * 1024 * 1024 + 1))).rejects.toThrow(ModelTooLargeError);
    await expect(importModel('{', { format: 'yaml' })).rejects.toThrow('Line 1');
  });
});
