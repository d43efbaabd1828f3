import { own } from '@amplication/foundation';
import type { Sequence } from '@amplication/postgres-schema';
import type { AlterSeqStmt, CreateSeqStmt, Node } from 'libpg-query';
import { itemsOf, namesOf, numberOf } from '../parser/tree';
import type { Context, DatabaseDraft } from '../draft/database-draft';
import type { ObjectName } from '../draft/object-name';

/** What is said of a sequence, as it is written. */
export interface SequenceOptions {
  type: Sequence['type'] | null;
  start: string | null;
  increment: string | null;
  minimum: string | null;
  maximum: string | null;
  cache: string | null;
  cycles: boolean;
  /** Names from the schema down to the column; empty for NONE. */
  ownedBy: string[] | null;
  /** The sequence behind an identity. */
  name: string | null;
}

const TYPES: Record<string, Sequence['type']> = { int2: 'smallint', int4: 'integer', int8: 'bigint' };
const HIGHEST = { smallint: '32767', integer: '2147483647', bigint: '9223372036854775807' } as const;

export function sequenceOptions(nodes: readonly Node[] | undefined): SequenceOptions {
  const options = new Map<string, Node | undefined>();
  for (const node of nodes ?? [])
    if ('DefElem' in node) options.set(node.DefElem.defname ?? '', node.DefElem.arg);
  const type = options.get('as');
  const owner = options.get('owned_by');
  const names = owner ? namesOf(itemsOf(owner)) : null;
  const cycle = options.get('cycle');
  return {
    type: type && 'TypeName' in type ? (own(TYPES, namesOf(type.TypeName.names).at(-1) ?? '') ?? null) : null,
    start: numberOf(options.get('start')),
    increment: numberOf(options.get('increment')),
    minimum: numberOf(options.get('minvalue')),
    maximum: numberOf(options.get('maxvalue')),
    cache: numberOf(options.get('cache')),
    cycles: cycle !== undefined && 'Boolean' in cycle && cycle.Boolean.boolval === true,
    ownedBy: names?.length === 1 ? [] : names,
    name: namesOf(itemsOf(options.get('sequence_name'))).at(-1) ?? null,
  };
}

/** Says what of a sequence does not come along, beside its start and its steps. */
export function checkSequence(options: SequenceOptions, type: string, lose: (reason: string) => void): void {
  checkLimits(options, type, lose);
  if ((options.start !== null && options.start !== '1') || (options.increment ?? '1') !== '1')
    lose('It counts from 1 in steps of 1 in the model, and otherwise here.');
}

function checkLimits(options: SequenceOptions, type: string, lose: (reason: string) => void): void {
  const { minimum, maximum, cache, cycles } = options;
  const highest = Object.entries(HIGHEST).find(([name]) => name === type)?.[1] ?? HIGHEST.bigint;
  const isUsual =
    (minimum ?? '1') === '1' && (maximum ?? highest) === highest && (cache ?? '1') === '1' && !cycles;
  if (!isUsual) lose('Limits, cycle and cache of the sequence are not kept.');
}

export function makeSequence(
  draft: DatabaseDraft,
  at: ObjectName,
  type: Sequence['type'],
  ownedBy: Sequence['ownedBy'],
): Sequence {
  const sequence = { ...at, type, start: '1', increment: '1', ownedBy };
  draft.addRelation(at, { kind: 'sequence', sequence });
  draft.own(sequence);
  return sequence;
}

export function createSequence({ draft, at }: Context, statement: CreateSeqStmt): void {
  const { sequence: named, options } = statement;
  const name = draft.created(named?.schemaname, named?.relname);
  if (draft.isRelation(name)) {
    if (!statement.if_not_exists)
      draft.lose(at.place(), null, name.name, 'It is there already: the second one is left out.');
    return;
  }
  const read = sequenceOptions(options);
  const sequence = makeSequence(draft, name, read.type ?? 'bigint', null);
  draft.declare(name, null, at.place());
  apply({ draft, at }, sequence, read);
}

export function alterSequence(context: Context, statement: AlterSeqStmt): void {
  const { draft, at } = context;
  const name = draft.meant(statement.sequence?.schemaname, statement.sequence?.relname);
  const found = draft.relation(name);
  if (found?.kind === 'sequence') apply(context, found.sequence, sequenceOptions(statement.options));
  else if (found?.kind !== 'identity' && !statement.missing_ok)
    draft.lose(at.place(), null, name.name, 'The text changes a sequence that it does not make.');
}

function apply({ draft, at }: Context, sequence: Sequence, options: SequenceOptions): void {
  checkLimits(options, options.type ?? sequence.type, (reason) =>
    draft.lose(at.place(), null, sequence.name, reason),
  );
  if (options.type !== null) sequence.type = options.type;
  if (options.increment !== null) sequence.increment = options.increment;
  if (options.start !== null) sequence.start = options.start;
  if (options.ownedBy === null) return;
  const column = options.ownedBy.at(-1);
  const table = draft.meant(options.ownedBy.at(-3), options.ownedBy.at(-2)).name;
  sequence.ownedBy = column === undefined || options.ownedBy.length < 2 ? null : { table, column };
  draft.own(sequence);
}
