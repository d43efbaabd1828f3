import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseEncryptionKeys } from '@amplication/foundation';
import { IsOptional } from 'class-validator';
import { ArtifactsEnv, BaseEnv, DatabaseEnv, KafkaEnv } from './base-env';
import { BitbucketEnv, SessionEnv } from './bitbucket-env';
import { combineEnv } from './combine-env';
import { ConfigError } from './config-error';
import { IsFlag, IsReachableUrl } from './env-decorators';
import { loadConfig } from './load-config';

class AppEnv extends combineEnv(BaseEnv, DatabaseEnv, KafkaEnv, ArtifactsEnv, BitbucketEnv, SessionEnv) {
  @IsFlag() BILLING_ENABLED: boolean = false;
  @IsOptional() @IsReachableUrl() WEBHOOK_URL?: string;
}

let root: string;
let home: string;
beforeEach(() => {
  home = process.cwd();
  root = mkdtempSync(join(tmpdir(), 'config-'));
  writeFileSync(join(root, 'nx.json'), '{}');
  mkdirSync(join(root, 'apps/things'), { recursive: true });
  process.chdir(root);
});
afterEach(() => {
  process.chdir(home);
  rmSync(root, { recursive: true, force: true });
});

const load = (environment: NodeJS.ProcessEnv) => loadConfig(AppEnv, { app: 'things', environment });
const production = {
  NODE_ENV: 'production',
  PORT: '3000',
  DATABASE_URL: 'postgresql://u:p@db/x',
  KAFKA_BROKERS: 'kafka:9092',
  ARTIFACTS_URL: 'file:///data',
  BITBUCKET_CLIENT_ID: 'key',
  BITBUCKET_CLIENT_SECRET: 'secret',
  TOKEN_ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
  SESSION_SECRET: 's'.repeat(32),
};

function mistakes(environment: NodeJS.ProcessEnv): string[] {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('on a developer machine with nothing set but the port', () => {
  it('uses local servers, the emulator, and secrets that are made once', () => {
    const config = load({ PORT: '3000' });
    expect(config).toMatchObject({
      NODE_ENV: 'development',
      PORT: 3000,
      HOST: '127.0.0.1',
      DATABASE_URL: 'postgresql://amplication:amplication@127.0.0.1:5432/amplication',
      KAFKA_BROKERS: ['127.0.0.1:9092'],
      ARTIFACTS_URL: pathToFileURL(join(process.cwd(), '.amplication/artifacts')).href,
      BITBUCKET_CLIENT_ID: 'amplication-local',
      BITBUCKET_SITE_URL: 'http://127.0.0.1:7990',
      BITBUCKET_API_URL: 'http://127.0.0.1:7990/2.0',
      BITBUCKET_GIT_URL: 'http://127.0.0.1:7990',
      BILLING_ENABLED: false,
    });
    expect(parseEncryptionKeys(config.TOKEN_ENCRYPTION_KEYS)).toHaveLength(1);
    const again = load({ PORT: '3000' });
    expect(again.TOKEN_ENCRYPTION_KEYS).toBe(config.TOKEN_ENCRYPTION_KEYS);
    expect(again.SESSION_SECRET).toBe(config.SESSION_SECRET);
    const secrets = join(root, '.amplication/secrets');
    expect(readdirSync(secrets).toSorted()).toEqual(['SESSION_SECRET', 'TOKEN_ENCRYPTION_KEYS']);
    expect(statSync(join(secrets, 'SESSION_SECRET')).mode & 0o777).toBe(0o600);
  });

  it('is reached by the emulator at its own port, once that is known, and by Bitbucket nowhere', () => {
    expect(load({ PORT: '3000' }).WEBHOOK_URL).toBe('http://127.0.0.1:3000');
    expect(load({ PORT: '0' }).WEBHOOK_URL).toBeUndefined();
    expect(load(production).WEBHOOK_URL).toBeUndefined();
  });

  it('makes no secret that the app does not use', () => {
    loadConfig(BaseEnv, { app: 'things', environment: { PORT: '1' } });
    expect(readdirSync(root)).not.toContain('.amplication');
  });

  it('speaks with bitbucket.org once a consumer is set', () => {
    const config = load({ PORT: '1', BITBUCKET_CLIENT_ID: 'key', BITBUCKET_CLIENT_SECRET: 'secret' });
    expect(config).toMatchObject({
      BITBUCKET_CLIENT_ID: 'key',
      BITBUCKET_SITE_URL: 'https://bitbucket.org',
      BITBUCKET_API_URL: 'https://api.bitbucket.org/2.0',
    });
  });

  it.each([
    [{ BITBUCKET_CLIENT_ID: 'key' }, 'BITBUCKET_CLIENT_SECRET is missing'],
    [{ BITBUCKET_CLIENT_SECRET: 'secret' }, 'BITBUCKET_CLIENT_ID is missing'],
  ])('refuses half a consumer: %j', (half, expected) => {
    expect(mistakes({ PORT: '1', ...half })).toEqual([expect.stringContaining(expected)]);
  });
});

describe('files', () => {
  it('rise in priority from the committed defaults to the environment', () => {
    writeFileSync(join(root, 'apps/things/.env'), 'PORT=1\nLOG_LEVEL=warn\nHOST=a\nKAFKA_BROKERS=a:1\n');
    writeFileSync(join(root, '.env.local'), 'LOG_LEVEL=debug\nHOST=b\nKAFKA_BROKERS=b:1\n');
    writeFileSync(join(root, 'apps/things/.env.local'), 'HOST=c\nKAFKA_BROKERS=c:1,c:2\n');
    const config = load({ KAFKA_BROKERS: 'd:1' });
    expect(config).toMatchObject({ PORT: 1, LOG_LEVEL: 'debug', HOST: 'c', KAFKA_BROKERS: ['d:1'] });
  });

  it('of the developer are left out for tests', () => {
    writeFileSync(join(root, 'apps/things/.env'), 'PORT=1\n');
    writeFileSync(join(root, '.env.local'), 'PORT=2\n');
    expect(load({ AMPLICATION_IGNORE_ENV_LOCAL: '1' }).PORT).toBe(1);
  });

  it('are found from a folder below the root, and an empty value is none', () => {
    writeFileSync(join(root, 'apps/things/.env'), 'PORT=1\nLOG_LEVEL=\n');
    process.chdir(join(root, 'apps/things'));
    expect(load({ HOST: '' })).toMatchObject({ PORT: 1, LOG_LEVEL: 'info', HOST: '127.0.0.1' });
  });
});

describe('mistakes', () => {
  it('are listed all at once, each with its name, none with a secret', () => {
    const found = mistakes({
      ...production,
      NODE_ENV: 'staging',
      PORT: 'abc',
      DATABASE_URL: 'mysql://u:hunter2@db/x',
      KAFKA_BROKERS: 'kafka',
      ARTIFACTS_URL: 's3://bucket',
      BILLING_ENABLED: 'maybe',
      TOKEN_ENCRYPTION_KEYS: 'hunter2',
      SESSION_SECRET: 'hunter2',
    });
    expect(found).toHaveLength(8);
    expect(found).toContain('PORT must be a whole number from 0 to 65535, not "abc"');
    expect(found).toContain('BILLING_ENABLED must be true or false, not "maybe"');
    expect(found).toContain('NODE_ENV must be one of development, test, production, not "staging"');
    expect(found.join()).not.toContain('hunter2');
  });

  it.each([
    'https://amplication.example.com/',
    'http://localhost:3000',
    'http://127.0.0.1:1',
    'http://[::1]:1',
  ])('are none in the address %s', (url) => {
    expect(load({ ...production, WEBHOOK_URL: url }).WEBHOOK_URL).toBe(url.replace(/\/$/, ''));
  });

  it.each(['http://amplication.example.com', 'http://127.0.0.1.example.com', 'ftp://localhost', 'here'])(
    'are refused for the address %s',
    (url) => {
      const sentence = 'WEBHOOK_URL must be a URL that starts with https: (http: on this machine only)';
      expect(mistakes({ ...production, WEBHOOK_URL: url })).toEqual([`${sentence}, not "${url}"`]);
    },
  );

  it('name what production must bring itself', () => {
    const names = mistakes({ NODE_ENV: 'production' }).map((line) => line.split(' ')[0]);
    expect(names.toSorted()).toEqual([
      'ARTIFACTS_URL',
      'BITBUCKET_CLIENT_ID',
      'BITBUCKET_CLIENT_SECRET',
      'DATABASE_URL',
      'KAFKA_BROKERS',
      'PORT',
      'SESSION_SECRET',
      'TOKEN_ENCRYPTION_KEYS',
    ]);
    expect(mistakes(production)).toEqual([]);
  });
});
