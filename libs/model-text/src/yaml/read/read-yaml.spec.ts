import { ModelRefusedError } from '../../errors';
import { readModelFiles } from './model-files';
import { readYaml } from './read-yaml';

const SHOP = `service: Shop
version: 2
roles:
  admin:
enums:
  Status: { values: [draft, no, 1, true, { name: paid, label: Paid }] }
`;
const ORDER = `---
entity: Order
fields:
  id: { type: uuid, required: true, default: { kind: id, made: uuidv7 } }
  total: { type: decimal, precision: 40, minimum: 0.10, default: 12345678901234567890.10 }
  count: { type: integer, bytes: 8, default: 9007199254740993 }
  day: { type: date, default: 2020-01-31 }
  answer: { type: text, default: no }
  status: { type: enum, enum: Status, default: 1 }
  note: text
key: [id]
relations:
  parent: Order
`;

/** What a text is refused for: line, column, subject and message. */
function problemsOf(text: string): string[] {
  try {
    readYaml(text);
  } catch (error) {
    if (!(error instanceof ModelRefusedError)) throw error;
    return error.problems.map(
      ({ line, column, subject, message }) => `${line}:${column} ${subject}: ${message}`,
    );
  }
  return [];
}

describe('a model in its text form', () => {
  it('may be as short as it is clear', () => {
    const { model, losses } = readYaml(`${SHOP}${ORDER}`);
    expect(losses).toEqual([]);
    expect(model.enums[0]?.values.map(({ name }) => name)).toEqual(['draft', 'no', '1', 'true', 'paid']);
    const [order] = model.entities;
    expect(order?.fields.map(({ default: value }) => value)).toMatchObject([
      { made: 'uuidv7' },
      { value: '12345678901234567890.10' },
      { value: '9007199254740993' },
      { value: '2020-01-31' },
      { value: 'no' },
      { value: '1' },
      null,
    ] as object[]);
    expect(order?.fields[1]).toMatchObject({ minimum: '0.10' });
    expect(order?.relations[0]).toMatchObject({ name: 'parent', entityId: 'Order', kind: 'many-to-one' });
  });

  it('is the same with CRLF, with a mark before it and with documents that hold nothing', () => {
    const { model } = readYaml(`${SHOP}${ORDER}`);
    expect(readYaml(`\uFEFF---\n${SHOP}${ORDER}---\n`.replaceAll('\n', '\r\n')).model).toEqual(model);
  });

  it('keeps ids by name, and by the word of the author through a renaming', () => {
    const current = readYaml(
      `${SHOP}${ORDER.replace('entity: Order', 'entity: Order\nid: o1').replace('note: text', 'note: { id: n1, type: text }')}`,
    ).model;
    const same = readYaml(`${SHOP}${ORDER}`, current).model;
    expect(same).toEqual(current);
    const renamed = readYaml(
      `${SHOP}${ORDER.replace('entity: Order', 'entity: Purchase\nrenamedFrom: Order').replace('parent: Order', 'parent: Purchase').replace('note: text', 'remark: { renamedFrom: note, type: text }')}`,
      current,
    ).model;
    expect(renamed.entities[0]).toMatchObject({
      id: 'o1',
      name: 'Purchase',
      fields: { 6: { id: 'n1', name: 'remark' } },
    });
    const replaced = readYaml(`${SHOP}${ORDER.replace('note: text', 'n1: text')}`, current).model;
    expect(replaced.entities[0]?.fields[6]).toMatchObject({ id: 'n1-2', name: 'n1' });
  });

  it.each([
    ['', '1:1 : there must be a document that says `service: <name>`, and nothing is there'],
    ['a: 1', '1:1 : a document must say `service: <name>` or `entity: <name>`'],
    [ORDER, '2:1 : one document must say `service: <name>`, and none does'],
    [
      `${SHOP}---\n${SHOP}`,
      '8:1 : there must be one document that says `service: <name>`, and this is the second',
    ],
    [`${SHOP}service: Shop`, '7:1 service: is there twice'],
    [`${SHOP}\t- a`, /^7:\d+ : /],
    [`${SHOP}x: *a`, '7:4 : *a names nothing that stands before it'],
    [`${SHOP}x: !!js/function a`, /^7:\d+ : a tag such as/],
    [`${SHOP}<<: { a: 1 }`, '7:1 <<: is not known here'],
    [`${SHOP}${ORDER}checks: [1e400]`, /is no number|must be a text/],
    [SHOP.replace('version: 2', 'version: 3'), '2:1 version: must be 2, and not 3'],
    [`${SHOP}${ORDER}key: [id]`, '20:1 Order.key: is there twice'],
    [
      `${SHOP}${ORDER.replace('note: text', 'note: { type: txt }')}`,
      /^16:11 Order\.fields\.note\.type: must be one of text, /,
    ],
    [`${SHOP}${ORDER.replace('note: text', 'note:')}`, '16:3 Order.fields.note.type: is missing'],
    [
      `${SHOP}${ORDER.replace('note: text', 'note: { type: text, enumId: x }')}`,
      '16:23 Order.fields.note.enumId: is not known here',
    ],
    [
      `${SHOP}${ORDER.replace('parent: Order', 'parent: order')}`,
      '19:3 Order.relations.parent: names no entity of this service: order (there is Order)',
    ],
    [
      `${SHOP}${ORDER.replace('[id]', '[idd]')}`,
      '17:7 Order.key[1]: names no field or relation of Order: idd',
    ],
    [
      `${SHOP}${ORDER.replace('note: text', 'note: { type: text, minLength: 0 }')}`,
      '16:23 Order.fields.note.minLength: must be at least 1',
    ],
    [
      `${SHOP}${ORDER.replace('default: 1 ', 'default: 2 ')}`,
      '15:39 Order.fields.status.default: is no value of Status: 2',
    ],
    [
      `${SHOP}${ORDER}uniques:\n  - [note, nothing]\n`,
      '21:12 Order.uniques[1][2]: names no field or relation of Order: nothing',
    ],
    [`${SHOP}${ORDER}fields: {}`, /Order\.fields: is there twice/],
  ])('is refused with place and words: %s', (text, sentence) => {
    const found = problemsOf(text);
    if (typeof sentence === 'string') expect(found).toEqual([sentence]);
    else expect(found.join('\n')).toMatch(sentence);
  });

  it('is refused with everything that is wrong at once', () => {
    const found = problemsOf(
      `${SHOP}${ORDER.replace('note: text', 'note: { type: text, maxLength: many, nope: 1 }').replace('enum: Status', 'enum: State')}`,
    );
    expect(found.map((line) => line.replace(/: .*/, ''))).toEqual([
      '15:25 Order.fields.status.enum',
      '16:23 Order.fields.note.maxLength',
      '16:40 Order.fields.note.nope',
    ]);
  });

  it('names the file of what is wrong, where there are several', () => {
    const files = [
      { path: 'service.yaml', text: SHOP },
      { path: 'Order.yaml', text: `${ORDER}nope: 1\n` },
      { path: 'read.me', text: 'not read' },
    ];
    expect(() => readModelFiles(files)).toThrow(
      'Line 14, column 1: Order.yaml: Order.nope: is not known here.',
    );
  });
});
