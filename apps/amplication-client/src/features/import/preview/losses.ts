import type { ModelLoss } from '../../../api/services/model-texts';

/** The losses of one entity; `null` of the whole text. */
export interface LossGroup {
  entity: string | null;
  losses: ModelLoss[];
}

/** What belongs to the whole first, then by entity, each in the order of the text. */
export const byEntity = (losses: readonly ModelLoss[]): ModelLoss[] =>
  [...losses].sort(
    (a, b) => (a.entity ?? '').localeCompare(b.entity ?? '') || a.line - b.line || a.column - b.column,
  );

/** Sorted losses in groups. */
export function groupsOf(losses: readonly ModelLoss[]): LossGroup[] {
  const groups: LossGroup[] = [];
  for (const loss of losses) {
    const last = groups.at(-1);
    if (last && last.entity === loss.entity) last.losses.push(loss);
    else groups.push({ entity: loss.entity, losses: [loss] });
  }
  return groups;
}
