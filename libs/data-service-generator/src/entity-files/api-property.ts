import { isAwkward } from '../names/own-names';
import { oneLine, tsString } from '../render/escape';
import type { Imports } from '../render/imports';
import { list } from '../render/layout';
import type { CodedColumn } from './context';

export type ApiDecorator = 'ApiProperty' | 'ApiPropertyOptional';

/** The decorator that tells OpenAPI about a property. */
export function apiProperty(
  decorator: ApiDecorator,
  column: CodedColumn,
  imports: Imports,
  more: readonly string[] = [],
): string {
  imports.add('@nestjs/swagger', decorator);
  const { field, code, api } = column;
  if (code.schema.some((part) => part.startsWith('enum: ')) && code.typeFrom !== undefined)
    for (const { uses } of code.rules) if (uses) imports.add(`../..${uses.from}`, ...uses.names);
  const description = oneLine(field.description);
  const parts = [
    ...(isAwkward(api) ? [`name: ${tsString(api)}`] : []),
    ...(field.list ? listSchema(code.schema) : code.schema),
    ...more,
    ...(description === '' ? [] : [`description: ${tsString(description)}`]),
  ];
  return `${list(`@${decorator}({`, parts, '})', { indent: '  ', padding: ' ' })}\n`;
}

function listSchema(schema: readonly string[]): string[] {
  const values = schema.find((part) => part.startsWith('enum: '));
  if (values !== undefined) return [values, 'isArray: true'];
  const items = schema.map((part) => part.replace(/^type: (String|Number|Boolean)$/, lowerType));
  return ["type: 'array'", `items: { ${items.join(', ')} }`];
}

const lowerType = (_part: string, type: string) => `type: '${type.toLowerCase()}'`;
