import { isOfCaller } from '../plan/column-plan';
import { type CodeValue, objectOf, writeValue } from '../render/code-value';
import { tsString } from '../render/escape';
import { type GeneratedFile, generatedTest } from '../render/generated-file';
import { Imports } from '../render/imports';
import {
  givenOf,
  isGivable,
  isKept,
  isNeeded,
  type ReferencePlan,
  rowsName,
  type TestContext,
  type TestedColumn,
} from './test-context';

/** `rows/orders.ts`: how tests make rows of one entity. */
export function rowsFile(context: TestContext): GeneratedFile {
  const { names, columns, key, references, rows } = context;
  const imports = new Imports();
  imports.add('../support/test-rows', 'TestRows');
  imports.add(`../../../src/${names.folder}/${names.folder}.table`, names.table);
  const own = columns.filter(({ isHeld, field }) => !isHeld && !isOfCaller(field));
  const values = (name: string, chosen: TestedColumn[]) =>
    makerOf(
      name,
      chosen.flatMap(({ api, values: { nth } }) => (nth === null ? [] : [[api, nth] as const])),
      imports,
    );
  const referring = references.map((reference) => referenceOf(context, reference, imports));
  const ours = columns
    .filter(({ field }) => isOfCaller(field))
    .map((column) => [column.api, ownerOf(column, imports)] as const);
  const property = (name: string, value: CodeValue) =>
    `  ${writeValue(value, { before: `${name}: `, after: ',', indent: '  ' })},\n`;
  const body = [
    property('words', tsString(names.words)),
    property('route', tsString(names.route)),
    property('table', names.table),
    property('key', { list: key.map(({ api }) => tsString(api)) }),
    values(
      'least',
      own.filter((column) => column.create === 'required' && isGivable(column)),
    ),
    values(
      'more',
      own.filter((column) => column.create === 'optional' && isGivable(column)),
    ),
    values('kept', own.filter(isKept)),
    property('ours', { object: ours }),
    property('refersTo', { list: referring }),
  ];
  return generatedTest(
    `rows/${names.folder}.ts`,
    `${imports.toString()}
/** Rows of ${names.words} for tests: values that must differ do. */
export const ${rows}: TestRows = new TestRows({
${body.join('')}});
`,
  );
}

/** A function that makes values by a number. */
function makerOf(name: string, parts: (readonly [string, CodeValue])[], imports: Imports): string {
  const value: CodeValue = { object: parts };
  const text = writeValue(value);
  const helpers = ['counted', 'daysAfter', 'secondsAfter', 'oneOf'].filter((helper) =>
    text.includes(`${helper}(`),
  );
  if (helpers.length > 0) imports.add('../support/counted', ...helpers);
  const isCounted = /\bn\b/.test(text.replace(/'(?:\\.|[^'\\])*'/g, ''));
  const before = `${name}: ${isCounted ? '(n)' : '()'} => (`;
  return `  ${writeValue(value, { before, after: '),', indent: '  ' })}),\n`;
}

function ownerOf({ field, code }: TestedColumn, imports: Imports): CodeValue {
  imports.add('../people', 'US');
  const who = field.role === 'owner' ? 'US.subject' : 'US.tenant';
  return code.type === 'number' ? `Number(${who})` : who;
}

function referenceOf({ names }: TestContext, reference: ReferencePlan, imports: Imports): CodeValue {
  const { other, pairs } = reference;
  const rows = rowsName(other);
  if (other.names.folder !== names.folder) imports.add(`./${other.names.folder}`, rows);
  return objectOf({
    to: `() => ${rows}`,
    holds: objectOf(Object.fromEntries(pairs.map(({ here, there }) => [here.api, tsString(there)]))),
    isNeeded: String(isNeeded(reference)),
    given: tsString(givenOf(reference)),
  });
}
