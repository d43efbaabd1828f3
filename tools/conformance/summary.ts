import { applyGaps, type KnownGap } from './apply-gaps';
import type { ExchangeChecker } from './check/check-exchange';
import type { Exchange, Violation } from './check/exchange';

export interface Summary {
  passed: boolean;
  lines: string[];
}

/** Checks all exchanges. The last line counts: `conformance: N requests, M responses, K endpoints, …`. */
export function summarize(
  checker: ExchangeChecker,
  exchanges: readonly Exchange[],
  gaps: readonly KnownGap[],
  expectedOperations: readonly string[],
): Summary {
  const results = exchanges.map((exchange) => checker.check(exchange));
  const operations = new Set(results.map(({ operation }) => operation));
  const { open, stale } = applyGaps(
    results.flatMap(({ violations }) => violations),
    gaps,
  );
  const notReached = expectedOperations.filter((operation) => !operations.has(operation));
  const found = describe(open);
  const lines = [
    ...found,
    ...stale.map((gap) => `known gap that has closed: ${gap}`),
    ...notReached.map((operation) => `endpoint of the client that the flow did not reach: ${operation}`),
  ];
  const counts = [
    `${exchanges.length} requests`,
    `${exchanges.length} responses`,
    `${operations.size} endpoints`,
    `${gaps.length} known gaps`,
    `${found.length} violations`,
  ];
  return { passed: lines.length === 0, lines: [...lines, `conformance: ${counts.join(', ')}`] };
}

/** One line for each kind of violation at an operation, however often it occurred. */
function describe(violations: readonly Violation[]): string[] {
  const groups = new Map<string, { first: Violation; count: number }>();
  for (const violation of violations) {
    const { kind, operation, subject } = violation;
    const key = `${operation}\n${kind}\n${subject}`;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { first: violation, count: 1 });
  }
  return [...groups.values()].map(
    ({ first: { operation, kind, subject, message }, count }) =>
      `${operation}: ${kind} [${subject}] ${message}${count > 1 ? ` (${count} times)` : ''}`,
  );
}
