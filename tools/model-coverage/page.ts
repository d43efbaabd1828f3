import type { Measured, Tally } from './measure';
import type { RoundTrip } from './round-trip/on-postgres';

/** docs/model-coverage.md: what a model keeps of each schema, and what not. */
export function coveragePage(all: readonly Measured[], roundTrips: readonly RoundTrip[] | null): string {
  const read = all.filter(({ refusal }) => refusal === null);
  const total = (part: 'models' | 'fields' | 'relations' | 'keys'): Tally => ({
    all: sum(read.map((one) => one[part].all)),
    kept: sum(read.map((one) => one[part].kept)),
  });
  const rows = all.map((one) =>
    one.refusal === null
      ? row(nameOf(one), one.models, one.fields, one.relations, one.keys)
      : `| ${nameOf(one)} | refused: ${escaped(one.refusal)} | | | |`,
  );
  return `${[
    '# What a model keeps of real schemas',
    '',
    'Written by `npm run model:coverage -- <folder>` over schemas that other people published; none of them is part of',
    'this repository, and the command fetches nothing.',
    '',
    'Each cell says how many there are without a loss, of how many. A **model** (a table) counts as kept only when no loss',
    'belongs to it or to any part of it. **Fields** are columns; **relations** are foreign keys and many-to-many, each once;',
    '**keys** are primary keys, uniques and indexes. What belongs to the schema as a whole, such as a view, a function or a',
    'comment, is told below and belongs to no model.',
    '',
    '| Schema | Models | Fields | Relations | Keys |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    row(`**${all.length} schemas**`, total('models'), total('fields'), total('relations'), total('keys')),
    '',
    'How PostgreSQL keeps rows on its disk (storage, compression, tablespaces, parameters such as the fill factor) is told',
    'as a loss of the whole, too. What is left out altogether, such as a column of a composite type, is in no cell.',
    '',
    ...firstContactLines(all),
    '## What is lost',
    '',
    ...lossLines(read),
    ...(roundTrips ? roundTripLines(roundTrips) : []),
    '## Where the schemas come from',
    '',
    ...all.map((one) => `- ${nameOf(one)}: ${sourceOf(one)}`),
  ].join('\n')}\n`;
}

const nameOf = ({ file }: Measured) => `\`${file.name.replace(/^.*\//, '')}\``;
const sourceOf = ({ file }: Measured) =>
  [file.address ?? 'no address is given', ...(file.source === null ? [] : [file.source])].join(', ');
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const escaped = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

const row = (name: string, ...tallies: readonly Tally[]) => `| ${name} | ${tallies.map(share).join(' | ')} |`;

/** `12 of 13 (92.3 %)`; rounded down, so that 100 % is all of them. */
function share({ all, kept }: Tally): string {
  if (all === 0) return 'none';
  return `${kept} of ${all} (${(Math.floor((kept / all) * 1_000) / 10).toFixed(1)} %)`;
}

/** What was kept of schemas that were new to the reader: the figure to expect of one's own. */
function firstContactLines(all: readonly Measured[]): string[] {
  const seen = all.flatMap((one) => (one.file.firstContact ? [{ one, first: one.file.firstContact }] : []));
  if (seen.length === 0) return [];
  const firsts = {
    all: sum(seen.map(({ first }) => first.all)),
    kept: sum(seen.map(({ first }) => first.kept)),
  };
  const nows = {
    all: sum(seen.map(({ one }) => one.models.all)),
    kept: sum(seen.map(({ one }) => one.models.kept)),
  };
  return [
    '## At first contact',
    '',
    'These were measured before the reader was mended after them. It is the figure to expect of a schema that is new; that',
    'of the table above is one that was worked for.',
    '',
    '| Schema | Models at first contact | Models now |',
    '| --- | --- | --- |',
    ...seen.map(({ one, first }) => row(nameOf(one), first, one.models)),
    row(`**${seen.length} schemas**`, firsts, nows),
    '',
  ];
}

function lossLines(all: readonly Measured[]): string[] {
  const sections = [
    { title: 'Of models', isOfModel: true },
    { title: 'Of the whole', isOfModel: false },
  ];
  return sections.flatMap(({ title, isOfModel }) => {
    const kinds = new Map<string, { count: number; files: Set<string> }>();
    for (const one of all)
      for (const loss of one.losses) {
        if (loss.isOfModel !== isOfModel) continue;
        const known = kinds.get(loss.kind) ?? { count: 0, files: new Set() };
        known.count += loss.count;
        known.files.add(nameOf(one));
        kinds.set(loss.kind, known);
      }
    const rows = [...kinds].sort(
      ([a, { count: first }], [b, { count: second }]) => second - first || (a < b ? -1 : 1),
    );
    return [
      `### ${title}`,
      '',
      ...(rows.length === 0
        ? ['Nothing.']
        : [
            '| Times | What | In |',
            '| --- | --- | --- |',
            ...rows.map(
              ([kind, { count, files }]) => `| ${count} | ${escaped(kind)} | ${[...files].join(', ')} |`,
            ),
          ]),
      '',
    ];
  });
}

function roundTripLines(roundTrips: readonly RoundTrip[]): string[] {
  return [
    '## Made in PostgreSQL and read again',
    '',
    'By `npm run model:coverage -- <folder> --round-trip`.',
    '',
    "Each schema was run in an empty database (of Prisma by the script of Prisma's own engine), and the SQL of its model in",
    'another; then both were read from the catalogue of PostgreSQL and compared: names, types, defaults, keys, rules and',
    'indexes. A table whose loss is told above may differ. Two ways to write the same default count as equal (`now()` and',
    '`CURRENT_TIMESTAMP`, `NULL` and none, a number with a cast and without, lists); so do the comments of a schema of Prisma,',
    'which Prisma keeps out of the database.',
    '',
    '| Schema | Tables that are equal | Differences |',
    '| --- | --- | --- |',
    ...roundTrips.map(({ name, outcome, tables, differences }) => {
      const told = outcome === 'not run' ? [`not run: ${differences.join(' ')}`] : differences;
      return `| \`${name.replace(/^.*\//, '')}\` | ${share(tables)} | ${escaped(told.slice(0, 5).join('; ')) || 'none'} |`;
    }),
    '',
  ];
}
