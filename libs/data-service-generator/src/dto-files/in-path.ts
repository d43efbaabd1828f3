import type { CodedColumn } from '../context/entity-context';
import { tsString } from '../render/escape';
import { rule } from '../types/code-parts';

/** Matches all but `''`, `.` and `..`, which no address can hold as a part of its path. */
const PATTERN = '^(?!\\.{0,2}$)';

/** The same column with the rules of what stands in the path to a row. */
export function inPath(column: CodedColumn): CodedColumn {
  const { field, code } = column;
  if (!['text', 'other', 'enum', 'bytes'].includes(field.type)) return column;
  const isSaid = code.schema.some((part) => /^(?:pattern|enum): /.test(part));
  return {
    ...column,
    code: {
      ...code,
      rules: [...code.rules, rule('IsPathPart')],
      schema: isSaid ? code.schema : [...code.schema, `pattern: ${tsString(PATTERN)}`],
    },
  };
}
