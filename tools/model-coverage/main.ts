import { writeFileSync } from 'node:fs';
import { readCommandLine, usage } from '../command/command-line';
import { coveragePage } from './page';
import { measureFile } from './measure';
import { schemaFiles } from './schema-files';

/** `npm run model:coverage -- <folder>`: how much of real schemas a model says. It fetches nothing. */
const COMMAND = {
  name: 'npm run model:coverage',
  help: 'Imports every .prisma and .sql file of a folder and says what a model keeps of each.',
  options: {
    out: { kind: 'text', help: 'Writes the page to this file instead of printing it.' },
    'round-trip': {
      kind: 'flag',
      help: 'Also makes each schema and its model in PostgreSQL (TEST_DATABASE_URL or one of its own) and compares.',
    },
  },
  operands: ['folder'],
} as const;

const { values, operands } = readCommandLine(COMMAND);
const [folder] = operands;
if (folder === undefined) {
  console.error(`Which folder?\n\n${usage(COMMAND)}`);
  process.exit(2);
}

const files = schemaFiles(folder);
if (files.length === 0) {
  console.error(`There is no .prisma or .sql file in ${folder}.`);
  process.exit(1);
}
const measured = [];
for (const file of files) measured.push(await measureFile(file));
const roundTrip = values['round-trip']
  ? await (await import('./round-trip/on-postgres')).roundTrips(files)
  : null;
const page = coveragePage(measured, roundTrip);
if (values.out === undefined) console.log(page);
else writeFileSync(values.out, page);
const isWrong = measured.some(({ refusal }) => refusal !== null);
process.exit(isWrong || roundTrip?.some(({ outcome }) => outcome === 'different') ? 1 : 0);
