import type { CommentStmt, ObjectType } from 'libpg-query';
import type { Context } from '../draft/database-draft';
import { itemsOf, namesOf } from '../parser/tree';

/** Comments on what does not come along are lost with it. */
const LOST_WITH_IT: ReadonlySet<ObjectType> = new Set([
  'OBJECT_EXTENSION',
  'OBJECT_FUNCTION',
  'OBJECT_PROCEDURE',
  'OBJECT_AGGREGATE',
  'OBJECT_TRIGGER',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_POLICY',
  'OBJECT_RULE',
  'OBJECT_DOMAIN',
  'OBJECT_FOREIGN_TABLE',
]);

/** COMMENT ON: that of a table, a column or an enum is its description. */
export function comment({ draft, at }: Context, { objtype, object, comment: text = '' }: CommentStmt): void {
  const names = object && 'TypeName' in object ? namesOf(object.TypeName.names) : namesOf(itemsOf(object));
  const lose = (subject: string, what: string) =>
    draft.lose(at.place(), null, subject, `The comment is not kept: the model has none for ${what}.`);
  switch (objtype) {
    case 'OBJECT_TABLE': {
      const found = draft.relation(draft.meant(names.at(-2), names.at(-1)));
      if (found?.kind === 'table') found.table.comment = text;
      return;
    }
    case 'OBJECT_COLUMN': {
      const table = draft.table(draft.meant(names.at(-3), names.at(-2)));
      const column = table?.columns.find(({ name }) => name === names.at(-1));
      if (column) column.comment = text;
      return;
    }
    case 'OBJECT_TYPE': {
      const found = draft.types.enumOf(names);
      if (found) found.comment = text;
      return;
    }
    case 'OBJECT_SCHEMA':
    case 'OBJECT_DATABASE': {
      const schema = object && 'String' in object ? (object.String.sval ?? '') : '';
      // PostgreSQL's own words about its own schema.
      if (text !== '' && text !== 'standard public schema') lose(schema, 'a schema or a database');
      return;
    }
    default:
      if (text !== '' && objtype !== undefined && !LOST_WITH_IT.has(objtype))
        lose(
          names.join('.'),
          objtype.replace('OBJECT_', '').replace('TABCONSTRAINT', 'constraint').toLowerCase(),
        );
  }
}
