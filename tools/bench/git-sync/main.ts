import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readCommandLine } from '../../command/command-line';
import { Bench, type Row } from './bench';
import { BenchServer } from './server';
import { renderResults } from './results';

const OUTPUT = 'docs/benchmarks.md';
const BEGIN = '<!-- git-sync: begin -->';
const END = '<!-- git-sync: end -->';

/** `npm run bench:git-sync [-- --runs 9]`: measures and writes docs/benchmarks.md. */
async function main(): Promise<void> {
  const { runs } = readCommandLine({
    name: 'npm run bench:git-sync',
    help: 'Measures what a push costs and writes docs/benchmarks.md.',
    options: {
      runs: { kind: 'number', help: 'How often each is measured; 9 unless given.', least: 1, unless: 9 },
    },
  }).values;
  const server = await BenchServer.start();
  const folder = mkdtempSync(join(tmpdir(), 'bench-git-sync-'));
  try {
    await server.set({ latencyMs: 60 });
    const bench = new Bench(server, folder, runs);
    const rows: Row[] = await bench.run();
    const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 1024 ** 3)} GB, ${platform()} ${arch()}`;
    const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
    const text = renderResults(rows, { machine, git, node: process.version, date: new Date(), runs });
    await write(text);
    process.stdout.write(`${text}\nWritten to ${OUTPUT}\n`);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Replaces our part of the page, and leaves the rest of it. */
async function write(text: string): Promise<void> {
  const page = readFileSync(OUTPUT, 'utf8');
  const [before = '', rest = ''] = page.split(BEGIN);
  const after = rest.split(END)[1] ?? '\n';
  const whole = `${before}${BEGIN}\n\n${text}\n${END}${after}`;
  writeFileSync(OUTPUT, await format(whole, { ...(await resolveConfig(OUTPUT)), parser: 'markdown' }));
}

await main();
