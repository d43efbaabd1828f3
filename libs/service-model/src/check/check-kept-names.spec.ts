import { entity, field, model, relation } from '../model.fixture';
import { columnOf } from '../names/physical-names';
import { findModelProblems, parseServiceModel } from '../parse/parse-service-model';

const SIZE = { id: 'size', name: 'Size', values: [{ id: 's', name: 'small' }] };

/** Problems of a model as `path: message`. */
const problemsOf = (value: unknown) =>
  findModelProblems(value).map(({ path, message }) => `${path}: ${message}`);
/** Problems of one entity `Order` beside an entity `Customer`. */
const ofOrder = (more: object, fields: object[] = []) =>
  problemsOf(model([entity('Customer'), entity('Order', more, fields)]));

describe('names that PostgreSQL keeps for itself', () => {
  const SYSTEM = ['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'];
  const said = (name: string) =>
    `is a column that PostgreSQL keeps for itself in every table: take another name, such as ${name}_`;

  it.each(SYSTEM)('are no columns: a field %s has another one', (name) => {
    const { entities } = parseServiceModel(model([entity('Order', {}, [field(name, 'text')])]));
    expect(entities[0]?.fields.map(columnOf)).toEqual(['id', `${name}_`]);
  });

  it.each(SYSTEM)('are refused as columns: %s', (name) => {
    expect(ofOrder({}, [field('f', 'text', { column: name })])).toEqual([
      `entities[1].fields[1].column: ${said(name)}`,
    ]);
    expect(ofOrder({ relations: [relation('r', 'customer', { column: name })] })).toEqual([
      `entities[1].relations[0].column: ${said(name)}`,
    ]);
    const joinTable = { ownColumn: name, targetColumn: 'other' };
    expect(ofOrder({ relations: [relation('r', 'customer', { kind: 'many-to-many', joinTable })] })).toEqual([
      `entities[1].relations[0].joinTable.ownColumn: ${said(name)}`,
    ]);
  });

  it('may be columns in another spelling', () => {
    expect(ofOrder({}, [field('f', 'text', { column: 'XMIN' }), field('oid', 'text')])).toEqual([]);
    expect(ofOrder({}, [field('ctid', 'text'), field('c', 'text', { column: 'ctid_' })])).toEqual([
      'entities[1].fields[2].column: would be the column ctid_, which Order has already',
    ]);
  });

  it.each(['pg_catalog', 'pg_mine', 'information_schema'])('are refused as schemas: %s', (schema) => {
    const refused = 'is a schema that PostgreSQL keeps for itself: take one of another name';
    expect(ofOrder({ schema })).toEqual([`entities[1].schema: ${refused}`]);
    const joinTable = { schema };
    expect(ofOrder({ relations: [relation('r', 'customer', { kind: 'many-to-many', joinTable })] })).toEqual([
      `entities[1].relations[0].joinTable.schema: ${refused}`,
    ]);
    expect(problemsOf(model([], { enums: [{ ...SIZE, schema }] }))).toEqual([`enums[0].schema: ${refused}`]);
  });
});
