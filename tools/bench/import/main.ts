import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine } from '../../command/command-line';
import { bundle } from '../git-sync/bundle';
import { type Measurement, median } from './measurement';
import { TEXTS } from './texts';

/** `npm run bench:import`: what it costs to read a schema as a model, by its format and the number of its tables. */
const { values } = readCommandLine({
  name: 'npm run bench:import',
  help: 'Measures the time and the memory of reading schemas and models from texts.',
  options: {
    runs: { kind: 'number', help: 'Processes for each text; 3 unless given.', least: 1, unless: 3 },
    format: { kind: 'choice', of: Object.keys(TEXTS), help: 'The only format that is measured.' },
    tables: {
      kind: 'number',
      help: 'Tables of the largest text; 1000 unless given.',
      least: 8,
      unless: 1_000,
    },
  },
});
const SIZES = [8, 4, 2, 1].map((part) => Math.floor(values.tables / part));
const COLUMNS = [
  ...['format', 'tables', 'kB', 'read, ms', 'CPU', 'parse alone, CPU', 'read / parse', 'MB before', 'peak'],
  'outcome',
];
const WAYS = ['read', 'floor'] as const;

const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
try {
  const child = await bundle(join(import.meta.dirname, 'child.ts'));
  const texts = Object.entries(TEXTS)
    .filter(([format]) => values.format === undefined || values.format === format)
    .flatMap(([format, make]) =>
      SIZES.map((tables) => {
        const file = join(folder, `${tables}.${format}`);
        const text = make(tables);
        writeFileSync(file, text);
        return { format, tables, file, bytes: Buffer.byteLength(text), read: all(), floor: all() };
      }),
    );
  // Interleaved, so that what else the machine does falls on all texts alike.
  for (let run = 0; run < values.runs; run += 1)
    for (const text of texts)
      for (const way of WAYS)
        text[way].push(
          JSON.parse(
            execFileSync(process.execPath, [child, way, text.format, text.file], { encoding: 'utf8' }),
          ),
        );
  report(texts);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function all(): Measurement[] {
  return [];
}

function report(
  texts: readonly {
    format: string;
    tables: number;
    bytes: number;
    read: Measurement[];
    floor: Measurement[];
  }[],
): void {
  const load = loadavg()[0] ?? NaN;
  console.log(
    `${cpus().length} cores, load ${load.toFixed(0)}, Node ${process.version}, ${values.runs} processes each, medians.\n`,
  );
  console.log(`| ${COLUMNS.join(' | ')} |`);
  console.log(`| --- |${' ---: |'.repeat(COLUMNS.length - 2)} --- |`);
  for (const { format, tables, bytes, ...measured } of texts) {
    const [read, floor] = [median(measured.read), median(measured.floor)];
    const cells = [
      ...[format, tables, (bytes / 1000).toFixed(0), read.ms.toFixed(0), read.cpuMs.toFixed(0)],
      ...[floor.cpuMs.toFixed(0), (read.cpuMs / floor.cpuMs).toFixed(1)],
      ...[read.startMb.toFixed(0), read.peakMb.toFixed(0), read.outcome],
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
