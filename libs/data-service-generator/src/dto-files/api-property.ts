import { isAwkward } from '../names/own-names';
import { oneLine, tsString } from '../render/escape';
import type { Imports } from '../render/imports';
import { LINE_WIDTH, list } from '../render/layout';
import type { CodedColumn } from '../context/entity-context';
import { FROM } from '../types/type-code';

export type ApiDecorator = 'ApiProperty' | 'ApiPropertyOptional';

export interface PropertyUse {
  /** Whether null is a value of it. */
  isNullable?: boolean;
  /** Whether it is what the database holds, whoever wrote it, and not what a caller sends. */
  isShown?: boolean;
  /** What callers should know besides, in a sentence. */
  note?: string;
  /** What leads from the file to `src/generated`; from `dto/` where nothing else is said. */
  up?: string;
}

/** The decorator that tells OpenAPI about a property. */
export function apiProperty(
  decorator: ApiDecorator,
  column: CodedColumn,
  imports: Imports,
  use: PropertyUse = {},
): string {
  imports.add('@nestjs/swagger', decorator);
  const { field, code, api } = column;
  const said = [oneLine(field.description), use.isShown ? '' : (code.note ?? ''), use.note ?? ''];
  const description = said.filter((text) => text !== '').join(' ');
  const parts = [
    ...(isAwkward(api) ? [`name: ${tsString(api)}`] : []),
    ...schemaOf(column, imports, use),
    ...(description === '' ? [] : [`description: ${tsString(description)}`]),
  ];
  return `${list(
    `@${decorator}({`,
    parts.map((part) => fit(part, 4)),
    '})',
    { indent: '  ', padding: ' ' },
  )}\n`;
}

/** A text beside its name, or below it where the line would be too long. */
function fit(part: string, indent: number): string {
  const text = /^(\w+): (['"].*)$/.exec(part);
  if (!text || indent + part.length + ','.length <= LINE_WIDTH) return part;
  return `${text[1]}:\n${' '.repeat(indent + 2)}${text[2]}`;
}

function schemaOf({ field, code }: CodedColumn, imports: Imports, use: PropertyUse): string[] {
  const { up = '../..' } = use;
  const nullable = use.isNullable ? ['nullable: true'] : [];
  if (code.type === 'unknown') {
    // PostgreSQL keeps null in JSON as well.
    const name = use.isShown || (use.isNullable && !field.list) ? 'ANY_JSON_OR_NULL' : 'ANY_JSON';
    imports.add(`${up}${FROM.anyJson}`, name);
    return field.list ? ["type: 'array'", `items: ${name}`, ...nullable] : [`...${name}`];
  }
  if (code.schema.some((part) => part.startsWith('enum: ')) && code.typeFrom !== undefined)
    for (const { uses } of code.rules) if (uses) imports.add(`${up}${uses.from}`, ...uses.names);
  return [...(field.list ? listSchema(code.schema, use.isShown) : code.schema), ...nullable];
}

/** A list of what a schema describes; `isShown` is said of what any program may have put into it. */
export function listSchema(schema: readonly string[], isShown = false): string[] {
  const items = schema.map((part) =>
    part
      .replace(/^type: (String|Number|Boolean)$/, (_part, type: string) => `type: '${type.toLowerCase()}'`)
      .replace(/^enum: (\w+)$/, "type: 'string', enum: [...$1]"),
  );
  const all = [...items, ...(isShown ? ['nullable: true'] : [])];
  const short = `items: { ${all.join(', ')} }`;
  const isShort = short.length + '    ,'.length <= LINE_WIDTH;
  return [
    "type: 'array'",
    isShort ? short : `items: {\n${all.map((part) => `      ${fit(part, 6)},\n`).join('')}    }`,
  ];
}
