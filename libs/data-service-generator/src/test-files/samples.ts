import type { CodedColumn } from '../entity-files/context';

/** Where no value is known that the rules of a field let through. */
const UNKNOWN = "'x'";

/** A value for a column, as code. */
export function sampleOf({ field, code }: CodedColumn): string {
  const sample = code.samples?.[0] ?? (code.type === 'number' ? '0' : UNKNOWN);
  return field.list ? `[${sample}]` : sample;
}

/** A value for a column of a row whose maker gave none. */
export const leftOut = (column: CodedColumn): string => (column.required ? sampleOf(column) : 'null');

/** Whether a caller could send the sample. A type that only PostgreSQL knows has no rule of its own. */
export const hasSample = ({ code, field }: CodedColumn): boolean =>
  code.samples !== null || field.type === 'other';

/** The parts of a path to a row that is not there, where one is known. */
export function missingPath(key: readonly CodedColumn[]): string | null {
  const parts = key.map(({ code }) => code.samples);
  if (parts.length === 0 || parts.every((pair) => pair === null || pair[0] === pair[1])) return null;
  return key
    .map(({ code }) => encodeURIComponent((code.samples?.[1] ?? UNKNOWN).replace(/^['"]|['"]$/g, '')))
    .join('/');
}
