import { type CodeValue, writeValue } from '../render/code-value';
import { tsString } from '../render/escape';
import { type GeneratedFile, generatedTest } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';
import { creating, rules, unknownFields, updating } from './field-parts';
import { listFields, pages, searches } from './list-parts';
import { guarded, permissions } from './permission-parts';
import { includes, links, referring, secrets, uniques } from './relation-parts';
import { isSeen, type TestContext } from './test-context';

/** `orders.test.ts`: the tests of one entity. */
export function entityTestFile(context: TestContext): GeneratedFile {
  const { names, rows, may, obstacle } = context;
  const imports = new Imports();
  imports.add('node:test', 'describe');
  const body = obstacle === null ? calls(context, imports) : [impossible(names.words, obstacle, imports)];
  const start =
    obstacle === null
      ? `  ${list('const tests = testsOf(', [rows, ...[...may].map(tsString)], ');', { indent: '  ' }).trimStart()}\n\n`
      : '';
  if (obstacle === null) {
    imports.add('./service', 'testsOf');
    imports.add(`./rows/${names.folder}`, rows);
  }
  const known = obstacle === null ? constants(context, imports) : '';
  return generatedTest(
    `${names.folder}.test.ts`,
    `${imports.toString()}
${known}describe(${tsString(names.title)}, () => {
${start}${body.join('\n')}});
`,
  );
}

function impossible(words: string, obstacle: string, imports: Imports): string {
  imports.add('node:test', 'it');
  return `  it(${tsString(`makes rows of ${words}`)}, { skip: ${tsString(obstacle)} });\n`;
}

/** What several checks have to know. */
function constants(context: TestContext, imports: Imports): string {
  const { may, key, columns } = context;
  const constant = (before: string, value: CodeValue) => `${writeValue(value, { before, after: ';' })};\n\n`;
  const shown = { list: columns.filter(isSeen).map(({ api }) => tsString(api)) };
  const isShown = may.has('create') || may.has('list') || (key.length > 0 && may.has('read'));
  if (may.has('list')) imports.add('./support/checks/filtering', 'type ListField');
  return [
    isShown ? `/** What whoever may see all sees of a row. */\n${constant('const SHOWN = ', shown)}` : '',
    may.has('list')
      ? `/** What a list can be asked for, with values that differ. */\n${constant('const FIELDS: ListField[] = ', listFields(context))}`
      : '',
  ].join('');
}

/** Groups of calls of the checks, a blank line between the groups. */
function calls(context: TestContext, imports: Imports): string[] {
  const { may, key } = context;
  const call = (file: string, name: string, ...args: (CodeValue | null)[]): string => {
    imports.add(`./support/checks/${file}`, name);
    return writeCheck(
      name,
      args.filter((arg) => arg !== null),
    );
  };
  const keyed = key.length > 0;
  const can = (action: 'create' | 'read' | 'update' | 'delete' | 'list') => may.has(action);
  const unknown = unknownFields(context);
  if (unknown !== null) imports.add('node:test', 'it');
  return [
    ...(unknown === null
      ? []
      : [`  it('tries every field', { skip: ${tsString(`no value is known for ${unknown}`)} });\n`]),
    ...(can('create') ? [call('creating', 'itCreates', creating(context))] : []),
    ...(keyed && can('read') ? [call('reading', 'itReads', 'SHOWN')] : []),
    ...(can('list') ? [call('reading', 'itLists', 'SHOWN')] : []),
    ...(keyed && can('update') ? [call('updating', 'itUpdates', updating(context))] : []),
    ...(keyed && can('delete') ? [call('deleting', 'itDeletes')] : []),
    call('rules', 'itKnowsTheRules', rules(context)),
    ...(can('list')
      ? [
          call('filtering', 'itFilters', 'FIELDS'),
          call('sorting', 'itSorts', 'FIELDS'),
          call('sorting', 'itPages', pages(context)),
          ...searches(context).map((search) => call('sorting', 'itSearches', search)),
        ]
      : []),
    ...uniques(context).map((fields) => call('uniques', 'itKeepsUnique', fields)),
    ...secrets(context).map((args) => call('uniques', 'itKeepsSecret', ...args)),
    ...referring(context).map((part) => call('relations', 'itRefers', part)),
    ...includes(context, imports).map((part) => call('relations', 'itIncludes', part)),
    ...links(context, imports).map((part) => call('relations', 'itLinks', part)),
    call('permissions', 'itKeepsPermissions', permissions(context, imports)),
    ...guarded(context, imports).map((args) => call('repository', 'itGuardsItsRepository', ...args)),
  ];
}

/** `itCreates(tests, { … });`: the last argument may have several lines. */
function writeCheck(name: string, args: readonly CodeValue[]): string {
  const last = args.at(-1);
  const before = args.slice(0, -1).map((arg) => `${writeValue(arg)}, `);
  const start = `${name}(tests${last === undefined ? '' : ', '}${before.join('')}`;
  return `  ${writeValue(last ?? '', { before: start, after: ');', indent: '  ' })});\n`;
}
