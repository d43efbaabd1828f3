import type { DatabaseSchema, Table } from '@amplication/postgres-schema';
import { differencesOf } from './differences';

const table = (name: string, more: Partial<Table> = {}): Table => ({
  schema: 'public',
  name,
  comment: '',
  columns: [
    {
      name: 'id',
      type: 'integer',
      notNull: true,
      default: null,
      identity: null,
      generated: null,
      comment: '',
    },
  ],
  primaryKey: { name: `${name}_pkey`, columns: ['id'] },
  uniques: [],
  checks: [],
  foreignKeys: [],
  indexes: [],
  ...more,
});

const database = (tables: Table[], sequences: DatabaseSchema['sequences'] = []): DatabaseSchema => ({
  extensions: [],
  enums: [],
  sequences,
  tables,
});

describe('two databases', () => {
  it('are equal in whatever order they are listed', () => {
    const differences = differencesOf(database([table('a'), table('b')]), database([table('b'), table('a')]));
    expect(differences).toEqual({ tables: new Map(), others: [] });
  });

  it('differ in what one of them has otherwise, or not at all', () => {
    const { tables, others } = differencesOf(
      database([table('a'), table('b'), table('c')]),
      database(
        [table('a', { primaryKey: null, comment: 'x' }), table('b'), table('d')],
        [{ schema: 'public', name: 's', type: 'bigint', start: '1', increment: '1', ownedBy: null }],
      ),
    );
    expect([...tables.keys()]).toEqual(['public.a', 'public.c', 'public.d']);
    expect(tables.get('public.a')).toEqual([
      'its comment differs',
      'primary key a_pkey: {"name":"a_pkey","columns":["id"]} became none',
    ]);
    expect(tables.get('public.c')).toEqual(['is not made']);
    expect(tables.get('public.d')).toEqual(['is made besides']);
    expect(others).toHaveLength(1);
  });
});
