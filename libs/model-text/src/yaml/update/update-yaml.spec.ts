import { proofRuns } from '@amplication/testing';
import type { ServiceModel } from '@amplication/service-model';
import fc from 'fast-check';
import { randomModel } from '../../testing/random-model.fixture';
import { readYaml } from '../read/read-yaml';
import { writeYaml } from '../write/write-yaml';
import { updateYaml } from './update-yaml';

const TEXT = `# Our shop.
service:   Shop # a name
version: 2
enums:
  Size: { values: [ s,   m ] }   # sizes
--- # orders
# What is asked for.
entity: 'Order'
fields:
  # The key.
  id:   {type: uuid,   required: true}
  note: text # free

  total:
    type: decimal   # in euro
    precision: 10
    scale: 2
relations: {parent: Order}
key: [ id ]   # one field
checks:
  - total > 0 # always
---
entity: Tag   # a label
key: [id]
fields: {id: {type: uuid, required: true}}
`;
const { model: MODEL } = readYaml(TEXT);
const changed = (change: (json: ServiceModel) => void): ServiceModel => {
  const copy = structuredClone(MODEL);
  change(copy);
  return copy;
};
/** The lines that went and came. */
function difference(before: string, after: string) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}
const order = (model: ServiceModel) => model.entities[0] ?? raise();
const field = (model: ServiceModel, index: number) => order(model).fields[index] ?? raise();
const raise = (): never => {
  throw new Error('There is no order.');
};

describe('a text that is changed to say a model', () => {
  it('stays byte for byte as it is where it says the model', () => {
    expect(updateYaml(TEXT, MODEL)).toBe(TEXT);
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const model = randomModel(gen);
        const text = writeYaml(model).replaceAll(/^---\n/gm, '--- # a comment\n');
        expect(updateYaml(text, model)).toBe(text);
      }),
      { numRuns: proofRuns({ sample: 15, whole: 500 }), endOnFailure: true },
    );
  });

  it.each<[string, (model: ServiceModel) => void, string[]]>([
    [
      'a rule in a line',
      (m) => void (order(m).fields[0] = { ...field(m, 0), unique: true }),
      ['-  id:   {type: uuid,   required: true}', '+  id:   {type: uuid,   required: true, unique: true}'],
    ],
    [
      'a short form',
      (m) => void (field(m, 1).required = true),
      ['-  note: text # free', '+  note: { type: text, required: true } # free'],
    ],
    [
      'a rule in lines',
      (m) => Object.assign(field(m, 2), { precision: 12 }),
      ['-    precision: 10', '+    precision: 12'],
    ],
    ['a new rule in lines', (m) => void (field(m, 2).required = true), ['+    required: true']],
    [
      'the name of the service',
      (m) => void (m.name = 'Store'),
      ['-service:   Shop # a name', '+service: Store # a name'],
    ],
    ['a field that goes', (m) => void order(m).fields.splice(1, 1), ['-  note: text # free']],
    [
      'a field that comes',
      (m) => void order(m).fields.splice(2, 0, { ...field(m, 1), id: 'more', name: 'more' }),
      ['+  more: text'],
    ],
    [
      'an enum value',
      (m) => void m.enums[0]?.values.push({ id: 'l', name: 'l', label: null, description: '', stored: null }),
      ['-  Size: { values: [ s,   m ] }   # sizes', '+  Size: { values: [ s,   m, l ] }   # sizes'],
    ],
    [
      'a check',
      (m) => void order(m).checks.push({ id: 'c', constraint: null, expression: 'total < 9' }),
      ['+  - { id: c, expression: total < 9 }'],
    ],
    [
      'a renamed field',
      (m) => void (field(m, 1).name = 'remark'),
      ['-  note: text # free', '+  remark: { id: note, type: text } # free'],
    ],
    [
      'an entity that goes',
      (m) => void m.entities.pop(),
      ['-entity: Tag   # a label', '-key: [id]', '-fields: {id: {type: uuid, required: true}}'],
    ],
  ])('changes nothing but %s', (_what, change, lines) => {
    const model = changed(change);
    const text = updateYaml(TEXT, model);
    expect(readYaml(text, model).model).toEqual(model);
    expect(difference(TEXT, text).filter((line) => line !== '----')).toEqual(lines);
  });

  it.each(['constructor', '__proto__', 'toString'])('changes in place what is called %s', (name) => {
    const said = (type: string) =>
      readYaml(
        `service: S\nversion: 2\n---\nentity: E\nkey: [id]\nfields:\n  id: { type: uuid, required: true }\n  ${name}: # kept\n    type: ${type}\n`,
      );
    const text = `service: S\nversion: 2\n---\nentity: E\nkey: [id]\nfields:\n  id: { type: uuid, required: true }\n  ${name}: # kept\n    type: text\n`;
    const { model } = said('date');
    const changed = updateYaml(text, model);
    expect(changed).toContain('# kept');
    expect(readYaml(changed, model).model).toEqual(model);
  });

  it('says any other model, and that alone, whatever it said before', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const [before, after] = [randomModel(gen), randomModel(gen)];
        const text = updateYaml(`# kept\n${writeYaml(before)}`, after);
        expect(JSON.stringify(readYaml(text, after).model)).toBe(JSON.stringify(after));
      }),
      { numRuns: proofRuns({ sample: 15, whole: 500 }), endOnFailure: true },
    );
  });
});
