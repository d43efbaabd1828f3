import { isRecord } from '@amplication/foundation';
import { parse } from 'yaml';
import { generate } from '../generate';
import { sampleModel } from '../sample/sample-model';
import { settingGroups } from './settings';

const files = new Map(generate(sampleModel()).map(({ path, content }) => [path, content]));
const contentOf = (path: string) => files.get(path) ?? '';

/** The value behind some keys of a document. */
const at = (value: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>((found, key) => (isRecord(found) ? found[key] : undefined), value);

const listAt = (value: unknown, ...keys: string[]): unknown[] => {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
};

describe('what a team finds beside the code', () => {
  it('explains each setting once, in .env.example and in the README', () => {
    const names = settingGroups(sampleModel()).flatMap(({ settings }) => settings.map(({ name }) => name));
    const shown = [...contentOf('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(shown).toEqual(names);
    expect(names.filter((name) => !contentOf('README.md').includes(`- \`${name}\`: `))).toEqual([]);
  });

  it('explains the settings that the service reads, and no others', () => {
    const code = [...files].filter(([path]) => /^src\/generated\/config(?:\.ts$|\/)/.test(path));
    const read = code.flatMap(([, text]) =>
      [...text.matchAll(/\b(?:text|integer|oneOf|url|milliseconds)\(\s*'([A-Z_]+)'/g)].map(
        ([, name]) => name,
      ),
    );
    const explained = settingGroups(sampleModel()).flatMap(({ settings }) =>
      settings.map(({ name }) => name),
    );
    expect([...new Set(read)].sort()).toEqual([...explained].sort());
  });

  it('shows the limits that count where none are set', () => {
    const config =
      contentOf('src/generated/config.ts') + contentOf('src/generated/config/database.config.ts');
    const read = config.matchAll(
      /(?:integer|milliseconds)\(\s*'([A-Z_]+)',\s*(?:\{\s*otherwise: )?([\d_]+)/g,
    );
    const defaults = new Map([...read].map(([, name, value = '']) => [name, value.replaceAll('_', '')]));
    const limits = settingGroups(sampleModel()).flatMap(({ settings }) =>
      settings.filter(({ name }) => defaults.has(name)),
    );
    expect(limits.length).toBeGreaterThan(10);
    expect(limits.filter(({ name, value }) => defaults.get(name) !== value)).toEqual([]);
  });

  it('gives a development service what it needs, and the image nothing of it', () => {
    expect(contentOf('.env.example')).toMatch(/^DATABASE_URL=.+\n(?:.*\n)*AUTH_SHARED_KEY=.{32,}$/m);
    expect(contentOf('Dockerfile')).not.toMatch(/AUTH_|DATABASE_URL/);
    expect(contentOf('Dockerfile')).toContain('USER node');
    expect(contentOf('.gitignore').split('\n')).toContain('.env');
    expect(contentOf('.dockerignore').split('\n')[0]).toBe('*');
  });

  it('starts the service after its migrations, and these after the database', () => {
    const compose: unknown = parse(contentOf('docker-compose.yml'), { merge: true });
    const waitsFor = (service: string) => at(compose, 'services', service, 'depends_on');
    expect(waitsFor('service')).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    expect(waitsFor('seed')).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    expect(waitsFor('migrate')).toEqual({ database: { condition: 'service_healthy' } });
    expect(at(compose, 'services', 'seed', 'build')).toEqual({ context: '.', target: 'build' });
    expect(at(compose, 'services', 'service', 'environment', 'NODE_ENV')).toBe('development');
  });

  it('has Bitbucket check each push, with nothing that is not defined', () => {
    const pipelines: unknown = parse(contentOf('bitbucket-pipelines.yml'));
    const steps = listAt(pipelines, 'pipelines', 'default').flatMap((one) => listAt(one, 'parallel'));
    const scripts = steps.flatMap((step) => listAt(step, 'step', 'script'));
    const scriptsOf = Object.keys(Object(at(JSON.parse(contentOf('package.json')), 'scripts')));
    const run = scripts.flatMap((line) => /^npm (?:run )?(\S+)$/.exec(String(line))?.slice(1) ?? []);
    expect(new Set(run)).toEqual(new Set(['ci', 'format:check', 'lint', 'test', 'build']));
    expect(run.filter((name) => name !== 'ci' && !scriptsOf.includes(name))).toEqual([]);
    for (const kind of ['caches', 'services'])
      for (const name of steps.flatMap((step) => listAt(step, 'step', kind)))
        expect(at(pipelines, 'definitions', kind, String(name))).toBeDefined();
  });

  it('names no script in the README that package.json has not', () => {
    const scripts = Object.keys(Object(at(JSON.parse(contentOf('package.json')), 'scripts')));
    const named = [...contentOf('README.md').matchAll(/npm (?:run )?(?:--silent )?([a-z:]+)/g)].map(
      ([, name]) => name,
    );
    expect(named.filter((name) => !['ci', 'install', ...scripts].includes(name ?? ''))).toEqual([]);
  });
});
