import { isRecord } from '@amplication/foundation';
import { parseServiceModel } from '@amplication/service-model';
import { generate } from '../src/generate';
import { EVERY_CONSTRUCT } from './support/models';
import { type RunningService, startService, writeTranslated } from './support/running-service';

const MINUTE = 60_000;

let service: RunningService;

beforeAll(async () => {
  service = await startService(await writeTranslated(generate(parseServiceModel(EVERY_CONSTRUCT))));
}, 8 * MINUTE);

afterAll(() => service?.stop());

/** What the list shows of the one row that another program has written. */
async function shown(table: string, route: string, column: string, sql: string): Promise<unknown> {
  await service.query(`TRUNCATE ${table} CASCADE; INSERT INTO ${table} (${column}) VALUES (${sql})`);
  const { status, body } = await service.send('GET', `/api/${route}`);
  expect([column, sql, status]).toEqual([column, sql, 200]);
  const [row]: unknown[] = isRecord(body) && Array.isArray(body['items']) ? body['items'] : [];
  const values = isRecord(row) ? Object.entries(row) : [];
  const name = column.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return values.find(([property]) => property === name)?.[1];
}

it.each<[string, string, unknown]>([
  ['moment', "'infinity'", 'infinity'],
  ['moment', "'-infinity'", '-infinity'],
  ['moment', "'0044-03-15 12:00:00+00 BC'", '0044-03-15 12:00:00+00 BC'],
  ['moment', "'9999-12-31 23:59:59-05'", '10000-01-01 04:59:59+00'],
  ['moment', "'0001-01-01 00:00:00Z'", '0001-01-01T00:00:00.000Z'],
  ['milliseconds', "'infinity'", 'infinity'],
  ['wall', "'infinity'", 'infinity'],
  ['wall', "'0044-03-15 12:00:00 BC'", '0044-03-15 12:00:00 BC'],
  ['wall', "'12024-02-29 12:00:00'", '12024-02-29 12:00:00'],
  ['day', "'infinity'", 'infinity'],
  ['day', "'-infinity'", '-infinity'],
  ['day', "'0044-03-15 BC'", '0044-03-15 BC'],
  ['day', "'12024-02-29'", '12024-02-29'],
  ['clock', "'24:00:00'", '24:00:00'],
  ['clock_in_zone', "'24:00:00+15:59'", '24:00:00+15:59'],
  ['any_decimal', "'NaN'", 'NaN'],
  ['any_decimal', "'-Infinity'", '-Infinity'],
  ['any_decimal', "'1e-20'", '0.00000000000000000001'],
  ['real', "'NaN'", 'NaN'],
  ['real', "'-Infinity'", '-Infinity'],
  ['big', "'-9007199254740993'", '-9007199254740993'],
  ['jsonb', "'null'", null],
  ['json', '\'{"a": 1, "a": 2}\'', { a: 2 }],
  ['span', "'-1 year 2 days'", '-1 years +2 days'],
  ['place', "'(Infinity,NaN)'", '(Infinity,NaN)'],
  ['bytes', "''", ''],
])('shows %s as it is where another program wrote %s', async (column, sql, value) => {
  expect(await shown('singles', 'singles', column, sql)).toEqual(value);
});

it('shows words that an enum has got since', async () => {
  await service.query(
    `ALTER TYPE side.mood ADD VALUE 'so so'; ALTER TABLE singles DROP CONSTRAINT singles_colour_check`,
  );
  expect(await shown('singles', 'singles', 'mood', "'so so'")).toBe('so so');
  expect(await shown('singles', 'singles', 'colour', "'violet'")).toBe('violet');
  expect(await shown('listeds', 'listeds', 'mood', "'{GOOD,so so}'")).toEqual(['good', 'so so']);
});

/** Two elements of each type, as PostgreSQL reads them in an array and as the API shows them. */
const ELEMENTS: [string, string, unknown][] = [
  ['plain_text', 'a"b,c{}', 'a"b,c{}'],
  ['varchar_text', 'NULL', 'NULL'],
  ['small', '-7', -7],
  ['whole', '5', 5],
  ['big', '9223372036854775807', '9223372036854775807'],
  ['price', '0.10', '0.10'],
  ['any_decimal', 'NaN', 'NaN'],
  ['real', '1.5', 1.5],
  ['double', 'Infinity', 'Infinity'],
  ['flag', 'false', false],
  ['day', 'infinity', 'infinity'],
  ['clock', '24:00:00', '24:00:00'],
  ['moment', '2024-02-29 12:00:00Z', '2024-02-29T12:00:00.000Z'],
  ['moment', '-infinity', '-infinity'],
  ['wall', '2024-02-29 12:00:00', '2024-02-29T12:00:00'],
  ['jsonb', '{"a": [1]}', { a: [1] }],
  ['bytes', '\\x00ff', 'AP8='],
  ['uuid', '6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b10', '6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b10'],
  ['colour', 'G', 'light green'],
  ['mood', 'GOOD', 'good'],
  ['address', '10.0.0.0/8', '10.0.0.0/8'],
  ['place', '(1,2.5)', '(1,2.5)'],
  ['span', '1 day', '1 day'],
];

it.each(ELEMENTS)('shows each form of a list of %s: %s', async (column, element, value) => {
  await service.query(
    `DO $$ DECLARE name text; BEGIN FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'listeds'::regclass AND contype = 'c' LOOP EXECUTE format('ALTER TABLE listeds DROP CONSTRAINT %I', name); END LOOP; END $$`,
  );
  const quoted = `"${element.replace(/[\\"]/g, '\\$&')}"`.replaceAll("'", "''");
  const list = (text: string) => shown('listeds', 'listeds', column, `'${text}'`);
  expect(await list(`{${quoted},NULL}`)).toEqual([value, null]);
  expect(await list('{NULL}')).toEqual([null]);
  expect(await list(`{{${quoted},NULL},{NULL,${quoted}}}`)).toEqual([
    [value, null],
    [null, value],
  ]);
  expect(await list(`[2:3]={${quoted},${quoted}}`)).toEqual([value, value]);
  expect(await list(`[0:0][-2:-1]={{${quoted},NULL}}`)).toEqual([[value, null]]);
});
