import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findKafkaRuntime } from '../platform/kafka/find-runtime';
import { jarsFolder } from '../platform/kafka/jars';
import { SetupError } from '../platform/setup-error';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const BROWSERS_ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** git 2.39 or newer, which the tests push and fetch with. */
export function requireGit(): void {
  if (findOnPath(['git']) === null) install(['git'], 'git');
  const version = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  const [, major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  if (major < 2 || (major === 2 && minor < 39))
    throw new SetupError(`git 2.39 or newer is needed, and this is ${version}.`);
}

/** What Kafka runs on, unless brokers are given: Docker, or Java with Maven. */
export async function requireKafkaRuntime(): Promise<void> {
  if (process.env.KAFKA_BROKERS) return;
  try {
    await findKafkaRuntime(existsSync(jarsFolder()));
  } catch (error) {
    if (!canInstall()) throw error;
    install(['openjdk-17-jre-headless', 'maven'], 'Java 17 and Maven, for Kafka');
  }
}

/** Path of a Chromium: CHROMIUM_PATH, one of the system, or one that is installed now. */
export function requireChromium(): string {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new SetupError(`CHROMIUM_PATH is ${given}, and there is no such file.`);
  }
  const found = findBrowser();
  if (found) return found;
  install(['chromium'], 'Chromium, for the tests of the screens');
  const installed = findBrowser();
  if (installed) return installed;
  throw new SetupError('Chromium was installed, and yet it is not found. Set CHROMIUM_PATH.');
}

function findBrowser(): string | null {
  return findOnPath(BROWSERS) ?? BROWSERS_ELSEWHERE.find((path) => existsSync(path)) ?? null;
}

function findOnPath(names: string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && findOnPath(['apt-get']) !== null;
}

/** Installs packages of Debian when we may, and says so; otherwise says what the user has to install. */
function install(packages: string[], what: string): void {
  if (!canInstall()) throw new SetupError(`The tests need ${what}. Install it and run them again.`);
  console.log(`Installing ${what} (apt-get install ${packages.join(' ')})`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
  ]) {
    const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status !== 0)
      throw new SetupError(`apt-get could not install ${what}: ${stderr.trim().split('\n').at(-1)}`);
  }
}
