import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine } from '../../command/command-line';
import { bundle } from '../git-sync/bundle';
import { largeModel } from './large-model';
import { type Measurement, median } from './measurement';

/** `npm run bench:generator`: what it costs to read a model and to generate its service, by the number of entities. */
const { values } = readCommandLine({
  name: 'npm run bench:generator',
  help: 'Measures the time and the memory of reading models and generating their services.',
  options: {
    runs: { kind: 'number', help: 'Processes for each size; 5 unless given.', least: 1, unless: 5 },
  },
});
const SIZES = [6, 60, 200];
const COLUMNS = [
  'entities',
  'files',
  'kB',
  'parse, ms',
  'CPU',
  'generate, ms',
  'CPU',
  'again, CPU',
  'floor, CPU',
  'generate / floor',
  'MB before',
  'parsed',
  'peak',
];

const folder = mkdtempSync(join(tmpdir(), 'bench-generator-'));
try {
  const child = await bundle(join(import.meta.dirname, 'child.ts'));
  const measured = new Map<number, Measurement[]>(SIZES.map((size) => [size, []]));
  for (const size of SIZES) writeFileSync(join(folder, `${size}.json`), JSON.stringify(largeModel(size)));
  // Interleaved, so that what else the machine does falls on all sizes alike.
  for (let run = 0; run < values.runs; run += 1)
    for (const size of SIZES) {
      const output = execFileSync(process.execPath, [child, join(folder, `${size}.json`)], {
        encoding: 'utf8',
      });
      const one: Measurement = JSON.parse(output);
      measured.get(size)?.push(one);
    }
  report(new Map([...measured].map(([size, all]) => [size, median(all)])));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function report(results: ReadonlyMap<number, Measurement>): void {
  const load = loadavg()[0] ?? NaN;
  console.log(
    `${cpus().length} cores, load ${load.toFixed(0)}, Node ${process.version}, ${values.runs} processes each, medians.\n`,
  );
  console.log(`| ${COLUMNS.join(' | ')} |`);
  console.log(`|${' ---: |'.repeat(COLUMNS.length)}`);
  for (const [size, one] of results) {
    const cells = [
      size,
      one.files,
      (one.bytes / 1000).toFixed(0),
      ...[one.parseMs, one.parseCpuMs, one.generateMs, one.generateCpuMs, one.warmCpuMs, one.floorCpuMs].map(
        (ms) => ms.toFixed(0),
      ),
      (one.generateCpuMs / one.floorCpuMs).toFixed(1),
      ...[one.startMb, one.parseMb, one.generateMb].map((mb) => mb.toFixed(0)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  const [, middle, large] = SIZES.map((size) => results.get(size));
  if (!middle || !large) return;
  const perEntity = (one: Measurement, size: number) => (one.parseCpuMs + one.generateCpuMs) / size;
  console.log(
    `\nAn entity of 200 costs ${(perEntity(large, 200) / perEntity(middle, 60)).toFixed(2)} times one of 60.`,
  );
}
