import type { DatabaseSchema } from '../database-schema';
import { quoteName, quotePlace, quoteText } from '../text/quote';

/** What people said about types, tables and columns. */
export function commentsOf({ enums, tables }: DatabaseSchema): string[] {
  return [
    ...enums.flatMap((one) => comment(`TYPE ${quotePlace(one)}`, one.comment)),
    ...tables.flatMap((table) => [
      ...comment(`TABLE ${quotePlace(table)}`, table.comment),
      ...table.columns.flatMap(({ name, comment: text }) =>
        comment(`COLUMN ${quotePlace(table)}.${quoteName(name)}`, text),
      ),
    ]),
  ];
}

const comment = (on: string, text: string): string[] =>
  text === '' ? [] : [`COMMENT ON ${on} IS ${quoteText(text)}`];
