import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { migrateDatabase } from '@amplication/database';
import { createTopics } from '@amplication/messaging';
import { createTestDatabase, kafkaForTest, startProcess } from '@amplication/testing';
import { REPOSITORY_ROOT } from '../tools/platform/paths';
import { withFileLock } from '../tools/platform/process/file-lock';
import { buildServices } from '../tools/platform/services/build-services';
import { BUILD_LOCK } from '../tools/platform/services/programs';
import type { ServiceName } from '../tools/platform/types';

const run = promisify(execFile);

/** With PRODUCTION_INSTALL=all every service; else the smallest, since each installation takes half a minute. */
const SERVICES: readonly ServiceName[] =
  process.env.PRODUCTION_INSTALL === 'all'
    ? [
        'local-data-service-generator-controller',
        'amplication-server',
        'amplication-build-manager',
        'amplication-git-pull-request-service',
      ]
    : ['local-data-service-generator-controller'];

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
const kafka = kafkaForTest();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amplication-production-'));
  database = await createTestDatabase();
  await migrateDatabase(database.url);
  await createTopics({ brokers: kafka.brokers, prefix: kafka.prefix, partitions: 1 });
  await withFileLock(BUILD_LOCK, async () => {
    if (process.env.AMPLICATION_BUILT !== '1') await buildServices(SERVICES);
    for (const name of SERVICES) {
      cpSync(join(REPOSITORY_ROOT, 'dist/apps', name), join(folder, name), { recursive: true });
    }
  });
}, 300_000);

afterAll(async () => {
  await database?.drop();
  await kafka.cleanUp();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** What production asks for. */
function environment(): Record<string, string> {
  return {
    NODE_ENV: 'production',
    NODE_PATH: '',
    PORT: '0',
    DATABASE_URL: database.url,
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_TOPIC_PREFIX: kafka.prefix,
    ARTIFACTS_URL: pathToFileURL(join(folder, 'artifacts')).href,
    AMPLICATION_DATA_DIR: join(folder, 'data'),
    BITBUCKET_CLIENT_ID: 'consumer',
    BITBUCKET_CLIENT_SECRET: randomBytes(16).toString('hex'),
    TOKEN_ENCRYPTION_KEYS: `first:${randomBytes(32).toString('base64')}`,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    CLIENT_URL: 'https://amplication.example.com',
    BUILD_MANAGER_URL: 'http://127.0.0.1:5010',
    GENERATOR_URL: 'http://127.0.0.1:8900',
  };
}

describe.each(SERVICES)('%s, as it is built', (name) => {
  const installed = (path: string) => existsSync(join(folder, name, 'node_modules', path));

  it('names its packages in the versions of the repository, and no registry', () => {
    const whole = JSON.parse(readFileSync(join(REPOSITORY_ROOT, 'package-lock.json'), 'utf8'));
    const text = readFileSync(join(folder, name, 'package-lock.json'), 'utf8');
    const { '': _self, ...packages } = JSON.parse(text).packages;
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    for (const [place, { version }] of Object.entries<{ version: string }>(packages)) {
      expect({ place, version }).toEqual({ place, version: whole.packages[place].version });
    }
    expect(text).not.toContain('"resolved"');
  });

  it('runs in a folder of its own, with what `npm ci --omit=dev` installs there', async () => {
    const cwd = join(folder, name);
    const args = ['ci', '--omit=dev', '--ignore-scripts=false', '--prefer-offline', '--no-audit'];
    await run('npm', args, { cwd, env: { ...process.env, NODE_ENV: 'production' } });
    expect(installed('@nestjs/core')).toBe(true);
    for (const tool of ['react', 'vite', 'nx', 'jest', '@mantine/core']) {
      expect({ tool, installed: installed(tool) }).toEqual({ tool, installed: false });
    }
    const service = await startProcess({
      command: process.execPath,
      args: [join(cwd, 'main.js')],
      cwd,
      env: environment(),
      timeoutMs: 90_000,
      until: (line) => /"listening":"([^"]+)"/.exec(line)?.[1],
    });
    try {
      const live = await fetch(`${service.found}/health/live`);
      expect({ status: live.status, body: await live.json() }).toEqual({
        status: 200,
        body: { status: 'ok' },
      });
    } finally {
      await service.stop();
    }
  }, 300_000);

  if (name === 'amplication-server') {
    it('hashes passwords with the native module', async () => {
      const script =
        "const argon2 = await import('argon2'); console.log(await argon2.verify(await argon2.hash('a'), 'a'))";
      const args = ['--input-type=module', '-e', script];
      const { stdout } = await run(process.execPath, args, { cwd: join(folder, name) });
      expect(stdout.trim()).toBe('true');
    }, 30_000);
  }
});
