/** What a database with so many tables answers to the catalogue query. */
export function catalogueOf(tables: number): string {
  const all = Array.from({ length: tables }, (_, index) => index);
  return JSON.stringify({
    catalogue: 1,
    server: 170_000,
    extensions: [],
    enums: [{ schema: 'public', name: 'order_status', values: ['new', 'open', 'done'], comment: null }],
    domains: [],
    ownTypes: [],
    sequences: all.map(sequence),
    tables: all.map((index) => table(index, tables)),
    others: all
      .filter((index) => index % 50 === 0)
      .map((index) => ({
        kind: 'trigger',
        schema: 'public',
        name: `touch_${index}`,
        table: `orders_${index}`,
      })),
  });
}

const sequence = (index: number): object => ({
  ...{ schema: 'public', name: `orders_${index}_id_seq`, type: 'bigint', start: '1', increment: '1' },
  ...{ least: '1', most: '9223372036854775807', cache: '1', cycle: false, identity: false },
  ...{ table: `orders_${index}`, column: 'id' },
});

const table = (index: number, tables: number): object => ({
  ...{ schema: 'public', name: `orders_${index}`, comment: null, partitioned: null, inherits: null },
  ...{ unlogged: false, rowSecurity: false, options: null },
  columns: [
    column('id', 'bigint', true, `nextval('public.orders_${index}_id_seq'::regclass)`),
    { ...column('code', 'character varying(40)', true), comment: 'What people say on the telephone.' },
    column('title', 'text', true, "''::text"),
    column('status', 'public.order_status', true, "'new'::public.order_status"),
    column('total', 'numeric(12,2)', true, '0'),
    column('quantity', 'integer', false, '1'),
    column('is_open', 'boolean', true, 'true'),
    column('details', 'jsonb', false),
    column('created_at', 'timestamp with time zone', true, 'now()'),
    column('parent_id', 'bigint', false),
    column('next_id', 'bigint', true),
  ],
  constraints: [
    constraint(`orders_${index}_total_check`, 'c', { expression: '(total >= (0)::numeric)' }),
    constraint(`orders_${index}_pkey`, 'p', { columns: ['id'] }),
    constraint(`orders_${index}_code_key`, 'u', { columns: ['code'] }),
    foreignKey(index, 'parent_id', index, 'a'),
    foreignKey(index, 'next_id', Math.min(index + 1, tables - 1), index % 100 === 99 ? 'n' : 'c'),
  ],
  indexes: [
    {
      ...{ name: `orders_${index}_created_at_idx`, unique: false, valid: true, method: 'btree' },
      ...{ nullsNotDistinct: false, where: null, options: null, include: null },
      parts: [part('created_at', 'timestamptz_ops', true), part('status', 'enum_ops', false)],
    },
  ],
});

const column = (name: string, type: string, notNull: boolean, expression: string | null = null): object => ({
  ...{ name, type, notNull, expression, generated: '', identity: '', collation: null, comment: null },
});

const constraint = (name: string, kind: string, rest: object): object => ({
  ...{ name, kind, columns: null, expression: null, deferrable: false, deferred: false, validated: true },
  ...{ enforced: true, period: false, noInherit: false, targetSchema: null, targetTable: null },
  ...{ targetColumns: null, onDelete: ' ', onUpdate: ' ', match: ' ', setColumns: false },
  ...{ nullsNotDistinct: false, include: null, definition: '' },
  ...rest,
});

const foreignKey = (index: number, name: string, target: number, onDelete: string): object =>
  constraint(`orders_${index}_${name}_fkey`, 'f', {
    ...{ columns: [name], targetSchema: 'public', targetTable: `orders_${target}`, targetColumns: ['id'] },
    ...{ onDelete, onUpdate: 'a', match: 's', deferrable: name === 'next_id', deferred: name === 'next_id' },
  });

const part = (name: string, operators: string, descending: boolean): object => ({
  ...{ column: name, expression: null, descending, nullsFirst: descending, class: operators },
  ...{ classSchema: 'pg_catalog', isDefault: true, classOptions: null, collation: null },
});
