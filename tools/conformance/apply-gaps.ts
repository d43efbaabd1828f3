import type { Violation, ViolationKind } from './check/exchange';

/** A place where the specification is known to be wrong or silent. */
export interface KnownGap {
  kind: ViolationKind;
  /** What it is about, as in `Violation.subject`; each must occur. */
  subjects: readonly string[];
  /** Where it holds, such as `GET /user`; each must occur. Everywhere if absent. */
  operations?: readonly string[];
  reason: string;
  /** Where it is written down, or who has seen it. */
  source: string;
}

export interface GapResult {
  /** Violations that no gap explains. */
  open: Violation[];
  /** What stands in the list and did not occur. */
  stale: string[];
}

/** Takes out the violations that are known gaps, and lists the gaps that have closed. */
export function applyGaps(violations: readonly Violation[], gaps: readonly KnownGap[]): GapResult {
  const open = violations.filter((violation) => !gaps.some((gap) => explains(gap, violation)));
  const stale = gaps.flatMap((gap) => {
    const explained = violations.filter((violation) => explains(gap, violation));
    return [
      ...gap.subjects.filter((subject) => !explained.some((one) => one.subject === subject)),
      ...(gap.operations ?? []).filter((operation) => !explained.some((one) => one.operation === operation)),
    ].map((missing) => `${gap.kind}: ${missing} did not occur (${gap.reason})`);
  });
  return { open, stale };
}

function explains(gap: KnownGap, { kind, subject, operation }: Violation): boolean {
  return (
    gap.kind === kind &&
    gap.subjects.includes(subject) &&
    (gap.operations === undefined || gap.operations.includes(operation))
  );
}
