import { own } from '@amplication/foundation';
import type { ServiceModel } from '../schema/service-model';
import { type ModelPart, partsOf } from './model-parts';
import { sayChange } from './say-change';

/** One thing that differs between two models. */
export interface ModelChange {
  kind: 'added' | 'removed' | 'changed' | 'renamed';
  /** As it is called now, or was called last: `Order.status`. */
  subject: string;
  /** A sentence for people: `Order.status became required.` */
  what: string;
}

/**
 * What one model says otherwise than another, matched by ids: none for two that say the same. Of what was added or
 * removed as a whole the parts are not listed.
 */
export function changesOf(before: ServiceModel, after: ServiceModel): ModelChange[] {
  const earlier = new Map(partsOf(before).map((part) => [part.key, part]));
  const later = new Map(partsOf(after).map((part) => [part.key, part]));
  const isThere = (parts: Map<string, ModelPart>, { owner }: ModelPart) => owner === null || parts.has(owner);
  return [
    ...[...later.values()].flatMap((part) => {
      const old = earlier.get(part.key);
      if (old) return differences(old, part);
      return isThere(earlier, part) ? [change('added', part.subject, 'was added')] : [];
    }),
    ...[...earlier.values()].flatMap((part) =>
      !later.has(part.key) && isThere(later, part) ? [change('removed', part.subject, 'was removed')] : [],
    ),
  ];
}

const change = (kind: ModelChange['kind'], subject: string, what: string, of = subject): ModelChange => ({
  ...{ kind, subject },
  // What was quoted may end as a sentence does.
  what: `${of} ${what}${/[.…]$/.test(what) ? '' : '.'}`,
});

function differences(before: ModelPart, after: ModelPart): ModelChange[] {
  const { subject } = after;
  const renamed =
    before.name === after.name
      ? []
      : [change('renamed', subject, `was renamed to ${after.name}`, before.subject)];
  const changed = Object.keys(after.facts).flatMap((fact) => {
    const [from, to] = [own(before.facts, fact), own(after.facts, fact)];
    // What only one type of field has says nothing of its own where the type has changed.
    if (from === undefined || to === undefined || isEqual(from, to)) return [];
    return [change('changed', subject, sayChange(before, after, fact))];
  });
  return [...renamed, ...changed, ...reordered(before, after)];
}

function reordered(before: ModelPart, after: ModelPart): ModelChange[] {
  const [old, now] = [new Set(before.parts), new Set(after.parts)];
  const kept = before.parts.filter((key) => now.has(key));
  return isEqual(
    kept,
    after.parts.filter((key) => old.has(key)),
  )
    ? []
    : [change('changed', after.subject, 'has its parts in another order')];
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
