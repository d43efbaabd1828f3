import { isDeepStrictEqual } from 'node:util';
import type { EntityModel, EnumModel, FieldModel, ServiceModel } from '../schema/service-model';
import { inSameOrder, woven } from './woven';

/** An imported model with what its format cannot say. */
export interface KeptModel {
  model: ServiceModel;
  /**
   * What the format says in place of something else, and says no longer: `Product_categories` for a many-to-many. It is
   * not known what that means for the something else, which stays.
   */
  unclear: string[];
}

/**
 * A model that was read from a format which does not say everything: what the format cannot say stays as it is in the
 * current model. `said` is the current model as the format says it, written and read again; so the import changes what
 * is otherwise in `imported` than in `said`, and nothing else. All three are under the same ids.
 *
 * The result is not checked: what is kept may not go with what is new.
 */
export function keepUnsaid(current: ServiceModel, said: ServiceModel, imported: ServiceModel): KeptModel {
  const stands = new StandIns(current, said, imported);
  const same = (a: unknown, b: unknown) => isDeepStrictEqual(a, b) && !stands.mentionsChanged(b);
  const three = { current, said, imported };
  const enums = list(three, (model) => model.enums, same, mergeEnum);
  const entities = list(three, (model) => model.entities, same, mergeEntity);
  const roles = list(three, (model) => model.roles, same);
  const model = { ...merged(three, same), roles, enums, entities };
  return { model: withReferred(model, imported), unclear: stands.goneFrom(model) };
}

interface Three<T> {
  current: T;
  said: T;
  imported: T;
}
type Same = (said: unknown, imported: unknown) => boolean;

/** Enums and entities that only the format has, in place of something of the current model. */
class StandIns {
  private readonly changed = new Set<string>();
  private readonly gone: readonly EntityModel[];

  constructor(current: ServiceModel, said: ServiceModel, imported: ServiceModel) {
    const named = (model: ServiceModel) =>
      new Map([...model.enums, ...model.entities].map((one) => [one.id, one] as const));
    const [known, now] = [named(current), named(imported)];
    for (const [id, one] of named(said)) {
      const found = now.get(id);
      if (!known.has(id) && found && !isDeepStrictEqual(one, found)) this.changed.add(id);
    }
    this.gone = said.entities.filter(({ id }) => !known.has(id) && !now.has(id));
  }

  /** Entities that are gone though all that they point at is still there: else they went with that. */
  goneFrom({ entities }: ServiceModel): string[] {
    const there = new Set(entities.map(({ id }) => id));
    return this.gone
      .filter(({ relations }) => relations.every(({ entityId }) => there.has(entityId)))
      .map(({ name }) => name);
  }

  /** Whether a fact names one that has changed: then the fact has changed, though it says the same. */
  mentionsChanged(fact: unknown): boolean {
    if (this.changed.size === 0) return false;
    if (typeof fact === 'string') return this.changed.has(fact);
    if (typeof fact !== 'object' || fact === null) return false;
    return Object.values(fact).some((inner) => this.mentionsChanged(inner));
  }
}

/** A part whose facts are those of the current one where the format says the same as before. */
function merged<T extends object>({ current, said, imported }: Three<T>, same: Same): T {
  const result = { ...current };
  for (const key of keysOf(imported)) if (!same(said[key], imported[key])) result[key] = imported[key];
  return result;
}

/** What only one type of field has goes with the type. */
function mergeField({ current, said, imported }: Three<FieldModel>, same: Same): FieldModel {
  if (said.type === imported.type) return merged({ current, said, imported }, same);
  const kept = keysOf(imported).filter(
    (key) => key in current && key !== 'default' && same(said[key], imported[key]),
  );
  return { ...imported, ...Object.fromEntries(kept.map((key) => [key, current[key]])) };
}

function mergeEnum(parts: Three<EnumModel>, same: Same): EnumModel {
  const values = list(parts, (one) => one.values, same);
  return { ...merged(parts, same), values };
}

function mergeEntity(parts: Three<EntityModel>, same: Same): EntityModel {
  return {
    ...merged(parts, same),
    fields: list(parts, (one) => one.fields, same, mergeField),
    relations: list(parts, (one) => one.relations, same),
    uniques: list(parts, (one) => one.uniques, same),
    indexes: list(parts, (one) => one.indexes, same),
    checks: list(parts, (one) => one.checks, same),
  };
}

/** Parts of a list: what the format does not say stays, and what it says goes by what was said before. */
function list<M, T extends { id: string }>(
  models: Three<M>,
  of: (model: M) => readonly T[],
  same: Same,
  merge: (parts: Three<T>, same: Same) => T = merged,
): T[] {
  const byId = (model: M) => new Map(of(model).map((part) => [part.id, part]));
  const [current, said, imported] = [byId(models.current), byId(models.said), byId(models.imported)];
  const result = new Map<string, T>();
  for (const [id, part] of current) if (!said.has(id)) result.set(id, part);
  for (const [id, part] of imported) {
    const [known, before] = [current.get(id), said.get(id)];
    if (known && before) result.set(id, merge({ current: known, said: before, imported: part }, same));
    else if (!before || !same(before, part)) result.set(id, part);
  }
  const order = inSameOrder([...said.keys()], [...imported.keys()])
    ? woven([...current.keys()], [...imported.keys()])
    : woven([...imported.keys()], [...current.keys()]);
  return order.flatMap((id) => result.get(id) ?? []);
}

/** A model with the entities and enums that it refers to and that were left out, since they stand for something else. */
function withReferred(model: ServiceModel, imported: ServiceModel): ServiceModel {
  const targets = new Set(
    model.entities.flatMap(({ relations }) => relations.map(({ entityId }) => entityId)),
  );
  const entities = [...model.entities, ...missing(model.entities, imported.entities, targets)];
  const used = new Set(
    entities.flatMap(({ fields }) =>
      fields.flatMap((field) => (field.type === 'enum' ? [field.enumId] : [])),
    ),
  );
  return { ...model, entities, enums: [...model.enums, ...missing(model.enums, imported.enums, used)] };
}

function missing<T extends { id: string }>(
  there: readonly T[],
  from: readonly T[],
  wanted: ReadonlySet<string>,
): T[] {
  const known = new Set(there.map(({ id }) => id));
  return from.filter(({ id }) => wanted.has(id) && !known.has(id));
}

/** Object.keys is typed as string[]; these are parts of a model, which hold what their type says. */
const keysOf = <T extends object>(part: T) => Object.keys(part) as (keyof T)[];
