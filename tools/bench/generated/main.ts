import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { generate, sampleModel } from '@amplication/data-service-generator';
import { readCommandLine } from '../../command/command-line';
import { REPOSITORY_ROOT } from '../../platform/paths';
import { createOwnDatabase, withClient } from '../../platform/postgres/database';
import { startThrowAwayPostgres } from '../../platform/postgres/throw-away-postgres';
import { Cleanup } from '../../platform/process/cleanup';
import { ManagedProcess } from '../../platform/process/managed-process';
import { throughput } from './load';
import { median, queryTimes } from './query-times';

/**
 * `npm run bench:generated`: what the generated service costs: its lists against the same SQL by `pg` alone, and its
 * routes against two endpoints written by hand with the same checks.
 */
const { values } = readCommandLine({
  name: 'npm run bench:generated',
  help: 'Measures lists and routes of the generated sample against pg alone and against endpoints written by hand.',
  options: {
    rows: {
      kind: 'number',
      help: 'Products in the table; 1000000 unless given.',
      least: 1_000,
      unless: 1_000_000,
    },
    runs: { kind: 'number', help: 'Times that each list is taken; 200 unless given.', least: 1, unless: 200 },
    seconds: {
      kind: 'number',
      help: 'Seconds of each measurement of routes; 5 unless given.',
      least: 1,
      unless: 5,
    },
    rounds: {
      kind: 'number',
      help: 'Measurements of each route, in turns; 5 unless given.',
      least: 1,
      unless: 5,
    },
  },
});

const run = promisify(execFile);
const cleanup = new Cleanup();
const folder = mkdtempSync(join(tmpdir(), 'bench-generated-'));
cleanup.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
try {
  const postgres = await startThrowAwayPostgres();
  cleanup.add(postgres.stop);
  const { url } = await createOwnDatabase(postgres.adminUrl, 'bench');
  const env = {
    ...process.env,
    DATABASE_URL: url,
    AUTH_SHARED_KEY: randomBytes(32).toString('hex'),
    PORT: '0',
    LOG_LEVEL: 'info',
    RATE_LIMIT_PER_CALLER: '0',
    RATE_LIMIT_PER_ADDRESS: '0',
  };
  const root = writeService(join(folder, 'service'));
  await run('npm', ['run', 'build'], { cwd: root, env });
  await run('npm', ['run', 'migrate'], { cwd: root, env });
  await fill(url, values.rows);
  const load = loadavg()[0] ?? NaN;
  console.log(
    `${cpus().length} cores, load ${load.toFixed(0)}, Node ${process.version}, ${values.rows} rows.\n`,
  );
  await reportQueries(root, url);
  await reportRoutes(root, env);
} finally {
  await cleanup.run();
}

function writeService(root: string): string {
  for (const { path, content } of generate(sampleModel())) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  symlinkSync(join(REPOSITORY_ROOT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

function fill(url: string, rows: number): Promise<void> {
  return withClient(url, async (client) => {
    await client.query(
      `insert into public.products (id, sku, name, price, stock)
       select gen_random_uuid(), 'SKU-' || n, 'Product ' || n, (n % 10000)::numeric / 100, n % 100
       from generate_series(1, $1::integer) n`,
      [rows],
    );
    await client.query('vacuum analyze public.products');
  });
}

async function reportQueries(root: string, url: string): Promise<void> {
  console.log('| list of 100 | generated, ms | pg alone, ms | ratio |\n| --- | ---: | ---: | ---: |');
  for (const { what, generated, alone } of await queryTimes(root, url, values.runs))
    console.log(
      `| ${what} | ${generated.toFixed(2)} | ${alone.toFixed(2)} | ${(generated / alone).toFixed(2)} |`,
    );
}

async function reportRoutes(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const generated = await listening(['dist/main.js'], root, env);
  const byHand = await listening(
    ['--import', 'tsx', join(import.meta.dirname, 'by-hand.ts')],
    REPOSITORY_ROOT,
    env,
  );
  const args = ['run', '--silent', 'token', '--', '--role', 'admin'];
  const token = (await run('npm', args, { cwd: root, env })).stdout.trim();
  const response = await fetch(`${byHand}/api/products?_limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const id = /"id":"([^"]+)"/.exec(await response.text())?.[1] ?? '';
  console.log('\n| route | generated, /s | by hand, /s | ratio |\n| --- | ---: | ---: | ---: |');
  for (const [what, path] of [
    ['list of 20', '?_limit=20'],
    ['list of 100', '?_limit=100'],
    ['get', `/${id}`],
  ] as const) {
    const rates: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
    for (let round = 0; round <= values.rounds; round += 1) {
      const ours = await throughput(`${generated}/api/products${path}`, token, values.seconds);
      const theirs = await throughput(`${byHand}/api/products${path}`, token, values.seconds);
      // The first round warms both.
      if (round === 0) continue;
      rates.ours.push(ours);
      rates.theirs.push(theirs);
    }
    const [ours, theirs] = [median(rates.ours), median(rates.theirs)];
    console.log(`| ${what} | ${ours.toFixed(0)} | ${theirs.toFixed(0)} | ${(ours / theirs).toFixed(2)} |`);
  }
}

/** Starts a server; where it listens. */
function listening(args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const started = ManagedProcess.start({
      command: process.execPath,
      args,
      cwd,
      env,
      logFile: join(folder, 'logs', 'servers.log'),
      onLine: (line) => {
        const found = /Listening on (http:\/\/[^\s,"]+)/.exec(line)?.[1];
        if (found !== undefined) resolve(found.replace('[::1]', '127.0.0.1').replace('[::]', '127.0.0.1'));
      },
    });
    cleanup.add(() => started.stop());
    void started.ended.then((how) => reject(new Error(`A server ended with ${how}.`)));
  });
}
