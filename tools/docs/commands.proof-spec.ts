import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateDatabase } from '@amplication/database';
import { createTestDatabase, kafkaForTest } from '@amplication/testing';
import { COVERED } from './covered-commands';
import { REPOSITORY_ROOT } from '../platform/paths';

const { scripts } = JSON.parse(readFileSync(join(REPOSITORY_ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** Scripts that are programs of ours. */
const OURS = Object.keys(scripts).filter((name) => /\btools\//.test(scripts[name] ?? ''));

interface Result {
  code: number;
  output: string;
}

/** Runs what npm runs for a script, with arguments as they stand after `--`. */
function runScript(name: string, args: string, env: Record<string, string> = {}): Promise<Result> {
  const path = `${join(REPOSITORY_ROOT, 'node_modules/.bin')}:${process.env.PATH}`;
  const options = { cwd: REPOSITORY_ROOT, env: { ...process.env, ...env, PATH: path } };
  return new Promise((resolve) => {
    execFile('sh', ['-c', `exec ${scripts[name]} ${args}`], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: `${stdout}${stderr}` });
    });
  });
}

/** `npm run operator -- rotate-keys` is the script `operator` with `rotate-keys`. */
function split(command: string): [string, string] {
  const [line = '', args = ''] = command.split(' -- ');
  return [line.replace(/^npm (run )?/, ''), args];
}

describe('a script of ours', () => {
  it.each(OURS)(
    '%s says how it is used, and refuses an option that it does not know',
    async (name) => {
      const [help, nonsense] = await Promise.all([runScript(name, '--help'), runScript(name, '--nonsense')]);
      expect(help).toEqual({ code: 0, output: expect.stringContaining('Usage: npm ') });
      expect(help.output).toContain('--help');
      expect(nonsense).toEqual({ code: 2, output: expect.stringContaining(help.output.trimEnd()) });
    },
    60_000,
  );

  it('is every one that the pages have the reader try with --help', () => {
    const helped = Object.entries(COVERED).filter(([, { help, run }]) => help || run);
    for (const [command] of helped) expect(OURS).toContain(split(command)[0]);
  });

  it('does not run everything for a part that there is not', async () => {
    const result = await runScript('test', '--only nonsense');
    expect(result).toEqual({ code: 2, output: expect.stringContaining('static, unit, integration, e2e') });
  }, 60_000);
});

describe('a documented command', () => {
  const kafka = kafkaForTest();
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateDatabase(database.url);
  }, 60_000);
  afterAll(async () => {
    await database.drop();
    await kafka.cleanUp();
  }, 60_000);

  it.each(Object.keys(COVERED).filter((command) => COVERED[command]?.run))(
    'runs as it stands: %s',
    async (command) => {
      const result = await runScript(...split(command), {
        AMPLICATION_IGNORE_ENV_LOCAL: '1',
        DATABASE_URL: database.url,
        KAFKA_BROKERS: kafka.brokers.join(','),
        KAFKA_TOPIC_PREFIX: kafka.prefix,
        TOKEN_ENCRYPTION_KEYS: `first:${randomBytes(32).toString('base64')}`,
      });
      expect(result).toEqual({ code: 0, output: expect.any(String) });
    },
    60_000,
  );
});
