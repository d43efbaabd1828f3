import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** In Stryker's copy, so that it goes with it: each file of tests with the names of its tests, a line of JSON each. */
const FILE = new URL('tests-of-files.jsonl', import.meta.url);

/** Keeps the names of a file's tests. */
export function keepTestsOf(path, tests) {
  appendFileSync(FILE, `${JSON.stringify({ path, tests })}\n`);
}

/** Names of the tests of each file that has been run. */
export function readTestsOfFiles() {
  const lines = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\n') : [];
  return new Map(
    lines
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map(({ path, tests }) => [path, tests]),
  );
}
