import { parseServiceModel } from '@amplication/service-model';
import { readPrisma } from './read-prisma';
import { statementsOf } from './testing/prisma-engine.fixture';
import { FULL_SCHEMA } from './testing/schemas.fixture';
import { writePrisma } from './write-prisma';

describe('a schema with something of everything', () => {
  it('loses nothing', async () => {
    expect((await readPrisma(FULL_SCHEMA)).losses).toEqual([]);
  });

  it('is the same model again after it was written', async () => {
    const { model } = await readPrisma(FULL_SCHEMA);
    expect((await readPrisma(writePrisma(model))).model).toEqual(model);
  });

  it('makes the same tables in Prisma after it was written', async () => {
    const { model } = await readPrisma(FULL_SCHEMA);
    const plain = FULL_SCHEMA.replace(/^.*url .*$/m, '');
    expect(await statementsOf(writePrisma(model))).toEqual(await statementsOf(plain));
  });
});

/** A model that was never a schema of Prisma, with much that Prisma has no words for. */
const FOREIGN = parseServiceModel({
  version: 2,
  name: 'Shop',
  description: 'Sells things.',
  roles: [{ id: 'r', name: 'admin' }],
  enums: [
    {
      id: 's',
      name: 'Size',
      values: [
        { id: 'x', name: 'very small', label: 'XS' },
        { id: 'y', name: '1' },
      ],
    },
  ],
  entities: [
    {
      id: 'order',
      name: '_Order',
      key: { fields: ['id'] },
      fields: [
        { id: 'id', name: 'id', type: 'integer', required: true, default: { kind: 'identity' } },
        {
          id: 'mail',
          name: 'mail',
          type: 'text',
          format: 'email',
          minLength: 2,
          maxLength: 50,
          pattern: '@',
          secret: true,
        },
        { id: 'a', name: 'a', type: 'integer', minimum: '1', maximum: '5', readOnly: true },
        {
          id: 'b',
          name: 'b',
          type: 'other',
          typeName: 'point',
          default: { kind: 'literal', value: "(1,'2')" },
        },
        { id: 'c', name: 'c', type: 'timestamp', default: { kind: 'literal', value: '2026-01-31' } },
        { id: 'd', name: 'd', type: 'double', generated: 'a * 2', readableBy: ['r'] },
        { id: 'e', name: 'e', type: 'integer', required: true, role: 'version', list: false },
        { id: 'f', name: 'f', type: 'text', list: true, required: true, writeOnly: true },
        { id: 'g', name: 'g', type: 'enum', enumId: 's', default: { kind: 'literal', value: 'very small' } },
        { id: 'h', name: 'h', type: 'integer', default: { kind: 'sequence', sequence: 'my_seq' } },
      ],
      relations: [
        { id: 'c1', name: 'customer', entityId: 'customer', required: true, checked: 'at commit' },
        { id: 'c2', name: 'payer', entityId: 'customer', kind: 'one-to-one', onDelete: 'set null' },
        { id: 'tags', name: 'tags', entityId: 'customer', kind: 'many-to-many' },
      ],
      uniques: [{ id: 'u', fields: ['a', 'c1'], nullsNotDistinct: true, checked: 'deferrable' }],
      indexes: [
        { id: 'i', parts: [{ fieldId: 'c1', nulls: 'last' }], include: ['a'] },
        { id: 'j', parts: [{ expression: 'lower(mail)' }] },
      ],
      checks: [{ id: 'k', expression: 'a > 0' }],
      access: [{ roleId: 'r', actions: ['read'] }],
    },
    {
      id: 'customer',
      name: 'Customer',
      key: { fields: ['id'] },
      fields: [
        { id: 'id', name: 'id', type: 'uuid', required: true, default: { kind: 'id', made: 'uuidv4' } },
      ],
    },
  ],
});

describe('a model that did not come from Prisma', () => {
  it('has a unique where Prisma wants one', async () => {
    const id = { id: 'id', name: 'id', type: 'integer', required: true };
    const model = parseServiceModel({
      version: 2,
      name: 'Shop',
      entities: [
        {
          id: 'a',
          name: 'A',
          key: { fields: ['id'] },
          fields: [id, { id: 'up', name: 'up', type: 'integer' }],
          relations: [{ id: 'parent', name: 'parent', kind: 'one-to-one', entityId: 'a', fields: ['up'] }],
        },
      ],
    });
    expect((await readPrisma(writePrisma(model))).model.entities[0]?.relations).toMatchObject([
      { kind: 'one-to-one', fields: ['field:A.up'] },
    ]);
  });

  it('is a schema that Prisma takes, with the names that things have in PostgreSQL', async () => {
    const { model } = await readPrisma(writePrisma(FOREIGN));
    const [order] = model.entities;
    expect(order).toMatchObject({ name: 'Order', table: 'orders' });
    expect(order?.fields.find(({ name }) => name === 'customer_id')).toMatchObject({
      type: 'uuid',
      required: true,
    });
    expect(order?.relations).toMatchObject([
      { name: 'customer', onDelete: 'no action', onUpdate: 'no action' },
      { name: 'payer', kind: 'one-to-one', onDelete: 'set null' },
    ]);
  });

  it('has a model for a table that Prisma would call otherwise', async () => {
    const statements = (await statementsOf(writePrisma(FOREIGN))).join('\n');
    expect(statements).toContain(
      'CREATE TABLE "order_tags" (\n    "order_id" INTEGER NOT NULL,\n    "customer_id" UUID NOT NULL',
    );
    expect(statements).toContain('PRIMARY KEY ("order_id","customer_id")');
    expect(statements).toContain('FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE');
  });

  it('may stand in schemas, and be for nobody', async () => {
    const model = parseServiceModel({
      ...FOREIGN,
      entities: FOREIGN.entities.map((entity) => ({
        ...entity,
        schema: 'sales',
        ...(entity.id === 'customer' ? { access: [] } : {}),
        relations: entity.relations.map((relation) =>
          relation.kind === 'many-to-many' ? { ...relation, joinTable: { schema: 'joins' } } : relation,
        ),
      })),
    });
    const { model: read, losses } = await readPrisma(writePrisma(model));
    expect(losses.map(({ subject }) => subject)).toEqual(['comments']);
    expect(read.entities.map(({ schema, table }) => [schema, table])).toEqual([
      ['sales', 'orders'],
      ['sales', 'customers'],
      ['joins', 'order_tags'],
    ]);
  });

  it('says beside each thing what Prisma has no words for', () => {
    expect(writePrisma(FOREIGN)).toMatchSnapshot();
  });
});
