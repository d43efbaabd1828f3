import type { FieldDefaultModel } from '@amplication/service-model';
import { isOfCaller } from '../plan/column-plan';
import { tsString } from '../render/escape';
import type { Imports } from '../render/imports';
import type { CodedColumn } from '../context/entity-context';
import { FROM } from '../types/type-code';

type MadeId = Extract<FieldDefaultModel, { kind: 'id' }>;

/** What Drizzle is told of where the value comes from that nobody gives, and of what each change does to it. */
export function defaultCalls({ field, column, create, required }: CodedColumn, imports: Imports): string[] {
  const { default: made, generated, role } = field;
  const byDatabase = () => {
    imports.add(`..${FROM.columns}`, 'BY_DATABASE');
    return 'BY_DATABASE';
  };
  const sql = (code: string) => {
    imports.add('drizzle-orm', 'sql', 'type SQL');
    return `(): SQL => sql\`${code}\``;
  };
  if (generated !== null) return [`.generatedAlwaysAs(${byDatabase()})`];
  const calls: string[] = [];
  if (made?.kind === 'id' && made.by === 'service') calls.push(`.$defaultFn(${idMaker(made, imports)})`);
  else if (made !== null) calls.push(`.default(${byDatabase()})`);
  else if (role === 'createdAt' || role === 'updatedAt') calls.push(`.$defaultFn(${sql(now(field.type))})`);
  else if (role === 'version') calls.push(`.$defaultFn(${sql('1')})`);
  else if (required && (create === 'never' || isOfCaller(field))) calls.push(`.default(${byDatabase()})`);
  if (role === 'updatedAt') calls.push(`.$onUpdateFn(${sql(now(field.type))})`);
  if (role === 'version') calls.push(`.$onUpdateFn(${sql(`\${sql.identifier(${tsString(column)})} + 1`)})`);
  return calls;
}

const now = (type: string) => (type === 'date' ? 'current_date' : 'now()');

/** The function that makes an id. */
function idMaker({ made, length }: MadeId, imports: Imports): string {
  const maker = {
    uuidv4: 'newUuidV4',
    uuidv7: 'newUuidV7',
    cuid: 'newCuid',
    cuid2: 'newCuid2',
    ulid: 'newUlid',
    nanoid: 'newNanoid',
  }[made];
  imports.add(`..${FROM.newId}`, maker);
  return length === null ? `() => ${maker}()` : `() => ${maker}(${length})`;
}
