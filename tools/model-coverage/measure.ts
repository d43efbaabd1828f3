import {
  type Inventory,
  type PartKind,
  prismaInventory,
  readPrisma,
  readSql,
  sqlInventory,
} from '@amplication/model-exchange';
import { type Loss, ModelTextError } from '@amplication/model-text';
import { kindOf } from './kinds-of-losses';
import type { SchemaFile } from './schema-files';

/** How many there are, and how many of them without a loss. */
export interface Tally {
  all: number;
  kept: number;
}

/** What a model keeps of one schema. */
export interface Measured {
  file: SchemaFile;
  /** Why nothing of it can be read; null when it can be. */
  refusal: string | null;
  models: Tally;
  fields: Tally;
  relations: Tally;
  keys: Tally;
  /** How often each kind of loss is there: of models first, then of the whole. */
  losses: { kind: string; isOfModel: boolean; count: number }[];
}

/** Imports a schema, and counts what it has against what is lost. */
export async function measureFile(file: SchemaFile): Promise<Measured> {
  try {
    const inventory = file.format === 'sql' ? await sqlInventory(file.text) : prismaInventory(file.text);
    const { losses } = file.format === 'sql' ? await readSql(file.text) : await readPrisma(file.text);
    return { file, refusal: null, ...measure(inventory, losses) };
  } catch (error) {
    if (!(error instanceof ModelTextError)) throw error;
    const none = { all: 0, kept: 0 };
    return {
      file,
      refusal: error.message,
      models: none,
      fields: none,
      relations: none,
      keys: none,
      losses: [],
    };
  }
}

/**
 * A model counts as kept when no loss belongs to it, to any part of it or to a relation that stands on it. A part counts
 * as kept when no loss names it.
 */
export function measure(
  { entities, parts }: Inventory,
  losses: readonly Loss[],
): Omit<Measured, 'file' | 'refusal'> {
  const lost = new Set(losses.flatMap(({ entity }) => entity ?? []));
  const ofModels = losses.filter(({ entity }) => entity !== null);
  const subjects = new Set(ofModels.map(({ subject }) => subject));
  const places = new Set(ofModels.map(({ subject, line, column }) => `${subject} ${line}:${column}`));
  const tally = (kind: PartKind): Tally => {
    const all = parts.filter((part) => part.kind === kind);
    const kept = all.filter(({ subject, place }) =>
      place ? !places.has(`${subject} ${place.line}:${place.column}`) : !subjects.has(subject),
    );
    return { all: all.length, kept: kept.length };
  };
  const kinds = new Map<string, { kind: string; isOfModel: boolean; count: number }>();
  for (const loss of losses) {
    const kind = kindOf(loss);
    const isOfModel = loss.entity !== null;
    const known = kinds.get(`${kind} ${isOfModel}`);
    if (known) known.count += 1;
    else kinds.set(`${kind} ${isOfModel}`, { kind, isOfModel, count: 1 });
  }
  return {
    models: { all: entities.length, kept: entities.filter((name) => !lost.has(name)).length },
    fields: tally('field'),
    relations: tally('relation'),
    keys: tally('key'),
    losses: [...kinds.values()].sort(byWeight),
  };
}

const byWeight = (
  a: { kind: string; isOfModel: boolean; count: number },
  b: { kind: string; isOfModel: boolean; count: number },
): number => Number(b.isOfModel) - Number(a.isOfModel) || b.count - a.count || (a.kind < b.kind ? -1 : 1);
