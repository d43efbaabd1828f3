import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { makeTemplate } from './server/databases.js';
import { startServer } from './server/start-server.js';

/*
 * `npm test`: runs the tests against one PostgreSQL. `npm test -- orders` runs those whose path has `orders` in it. Each
 * processor gets a process that runs its share of the files one after the other, so that the service is loaded once for
 * all of them and not once for each.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const files = await chosenFiles(process.argv.slice(2));
if (files.length > 0) await runOnServer(files);
else {
  console.error('No test has such a path.');
  process.exitCode = 1;
}
// What the tests have left open keeps nobody waiting.
process.exit();

async function runOnServer(tests: readonly string[]): Promise<void> {
  const server = await startServer();
  const shares = await mkdtemp(join(ROOT, '.shares-'));
  try {
    const template = await makeTemplate(server.url);
    await runAll(await writeShares(shares, tests));
    await template.drop();
  } finally {
    await rm(shares, { recursive: true, force: true });
    await server.stop();
  }
}

async function chosenFiles(words: readonly string[]): Promise<string[]> {
  const all = await readdir(ROOT, { recursive: true });
  const tests = all.filter((path) => path.endsWith('.test.js')).sort();
  return tests.filter((path) => words.length === 0 || words.some((word) => path.includes(word)));
}

/** Files that import the tests of a process. */
async function writeShares(folder: string, tests: readonly string[]): Promise<string[]> {
  const count = Math.min(Math.max(availableParallelism(), 1), tests.length);
  const paths = Array.from({ length: count }, (_, at) => join(folder, `${at}.mjs`));
  for (const [at, path] of paths.entries()) {
    const own = tests.filter((_, index) => index % count === at);
    const imports = own.map((test) => `import ${JSON.stringify(pathToFileURL(join(ROOT, test)).href)};\n`);
    await writeFile(path, imports.join(''));
  }
  return paths;
}

function runAll(paths: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    run({ files: paths, concurrency: paths.length })
      .on('test:fail', () => {
        process.exitCode = 1;
      })
      .on('error', reject)
      .pipe(new spec())
      .on('end', () => resolve())
      .pipe(process.stdout);
  });
}
