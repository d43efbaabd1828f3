import { columnOf, type FieldModel } from '@amplication/service-model';
import { withoutBrackets } from '../text/brackets';
import { quotePlace, quoteText } from '../text/quote';
import { literalDefault } from './literals';
import { MADE_BY_DATABASE, nowOf } from './made-by-database';
import { type ModelParts, present } from './model-parts';

/** The DEFAULT of a field's column; null where the database makes no value, or counts by identity. */
export function columnDefault(
  parts: ModelParts,
  field: FieldModel,
  schema: string,
  sequences: ReadonlyMap<string, string>,
): string | null {
  const { default: value } = field;
  switch (value?.kind) {
    case undefined:
    case 'identity':
      return null;
    case 'literal':
      return literalDefault(parts, field, value.value);
    case 'now':
      return nowOf(field);
    case 'id':
      if (value.by === 'service') return null;
      return value.made === 'uuidv7' ? MADE_BY_DATABASE.uuidv7 : MADE_BY_DATABASE.uuidv4;
    case 'sequence': {
      const name = present(sequences.get(field.id), `sequence of ${columnOf(field)}`);
      return `nextval(${quoteText(quotePlace({ schema, name }))}::regclass)`;
    }
    case 'expression':
      return withoutBrackets(value.sql);
  }
}
