import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { BuildBody } from './parts';
import {
  BUILD_COMPLETED,
  BUILD_FAILED,
  BUILD_PROGRESS,
  BUILD_REQUESTED,
  deadLetterTopic,
  PULL_REQUEST_COMPLETED,
  PULL_REQUEST_FAILED,
  type Topic,
  TOPICS,
} from './catalogue';
import * as catalogue from './catalogue';

const ID = '6f1f24f5-0f3c-4f0c-9f5d-0d7b0a4b1c2d';
const RESOURCE = 'b2c1d9ab-52a4-4b6e-8f6b-3a55d2f1c0e7';
const REPOSITORY = '{b1a5c0de-0000-4000-8000-00000000abcd}';
const build = {
  buildId: ID,
  attempt: 1,
  sequence: 3,
  workspaceId: ID,
  resourceId: RESOURCE,
  resourceName: 'Orders',
  modelSnapshotId: 'sha256-abc',
  commit: { title: 'Build 3', body: '' },
  requestedAt: '2026-11-24T10:00:00.000Z',
};
const target = {
  connectionId: ID,
  repositoryId: ID,
  bitbucketWorkspaceUuid: REPOSITORY,
  bitbucketWorkspaceSlug: 'acme',
  repositoryUuid: REPOSITORY,
  repositorySlug: 'orders',
  baseBranch: 'main',
  workBranch: 'amplication-orders',
  rootDirectory: '',
};
const counts = {
  added: 1,
  updated: 0,
  merged: 0,
  keptYours: 0,
  conflicts: 0,
  deleted: 0,
  deletedByYou: 0,
  ignored: 0,
  moved: 0,
  unchanged: 9,
};

/** A valid body of every topic, as it stands in a message. */
const EXAMPLES: Record<string, Record<string, unknown>> = {
  'build.requested.v1': { ...build, target },
  'build.completed.v1': { ...build, target, artifact: { id: 'sha256-def', fileCount: 12 } },
  'build.failed.v1': {
    buildId: ID,
    attempt: 1,
    resourceId: RESOURCE,
    code: 'MODEL_INVALID',
    params: { entity: 'Order' },
    message: 'The model cannot be generated.',
  },
  'build.progress.v1': {
    buildId: ID,
    attempt: 1,
    step: 'push',
    level: 'info',
    message: 'Pushed',
    at: '2026-11-24T10:00:00.000Z',
  },
  'pull-request.completed.v1': {
    buildId: ID,
    attempt: 1,
    connectionId: ID,
    repositoryUuid: REPOSITORY,
    outcome: 'created',
    number: 1,
    url: 'http://127.0.0.1:7990/acme/orders/pull-requests/1',
    commitSha: 'a'.repeat(40),
    counts,
    conflicts: ['src/main.ts'],
    report: '# Report',
  },
  'pull-request.failed.v1': {
    buildId: ID,
    attempt: 1,
    connectionId: ID,
    repositoryUuid: REPOSITORY,
    code: 'BASE_BRANCH_MISSING',
    params: { branch: 'main' },
    message: 'The base branch does not exist in the repository.',
    action: 'resolve',
  },
};

/** What its documentation calls the key of a topic, and what that is in an example. */
const KEYS: Record<string, unknown> = {
  resourceId: RESOURCE,
  buildId: ID,
  'Bitbucket repository uuid': REPOSITORY,
  'Bitbucket repository uuid, or resourceId without a target': REPOSITORY,
};

/** A topic, with how to get the key of its example: types of bodies differ, so this is done for one topic at a time. */
function keyed<Body extends object>({ name, key, keyOf, body }: Topic<Body>) {
  return { name, words: key, keyOfExample: () => keyOf(plainToInstance(body, EXAMPLES[name])) };
}

/** Paths of what does not validate. */
function problems(body: new () => object, value: object): string[] {
  return validateSync(plainToInstance(body, value)).map((problem) => problem.property);
}

describe('the catalogue', () => {
  it('lists every topic that it defines, each under a name of its own', () => {
    const defined = Object.values(catalogue).filter((value) => typeof value === 'object' && 'keyOf' in value);
    expect(new Set(TOPICS)).toEqual(new Set(defined));
    expect(new Set(TOPICS.map(({ name }) => name)).size).toBe(TOPICS.length);
    expect(Object.keys(EXAMPLES).sort()).toEqual(TOPICS.map(({ name }) => name).sort());
  });

  it.each(TOPICS.map((topic) => [topic.name, topic] as const))(
    '%s names its version, its sender and its reader',
    (name, { from, to, purpose }) => {
      expect(name).toMatch(/^[a-z-]+\.[a-z]+\.v\d+$/);
      expect(deadLetterTopic(name)).toBe(`${name}.dlq`);
      expect(from.length).toBeGreaterThan(0);
      expect(to.length).toBeGreaterThan(0);
      expect(purpose).toMatch(/\.$/);
    },
  );

  it.each([
    keyed(BUILD_REQUESTED),
    keyed(BUILD_COMPLETED),
    keyed(BUILD_FAILED),
    keyed(BUILD_PROGRESS),
    keyed(PULL_REQUEST_COMPLETED),
    keyed(PULL_REQUEST_FAILED),
  ])('$name keeps in order what its documentation says: $words', ({ words, keyOfExample }) => {
    expect(keyOfExample()).toBe(KEYS[words]);
  });

  it('keys a build without a target by its resource', () => {
    expect(BUILD_COMPLETED.keyOf(plainToInstance(BUILD_COMPLETED.body, build))).toBe(RESOURCE);
  });
});

describe.each(TOPICS.map((topic) => [topic.name, topic.body as new () => object] as const))(
  'a body of %s',
  (name, body) => {
    const example = EXAMPLES[name] ?? {};

    it('validates', () => {
      expect(problems(body, example)).toEqual([]);
    });

    const optional = ['target', 'number', 'url', 'commitSha', 'report'];
    it.each(Object.keys(example).filter((field) => !optional.includes(field)))('needs %s', (field) => {
      const { [field]: _left, ...rest } = example;
      expect(problems(body, rest)).toEqual([field]);
      expect(problems(body, { ...example, [field]: null })).toEqual([field]);
    });

    it.each(Object.keys(example))('refuses a %s of another type', (field) => {
      for (const value of [Number.NaN, true, [[]], [null]])
        expect(problems(body, { ...example, [field]: value })).toEqual([field]);
    });

    it('refuses an id that is not a uuid, and an attempt below 1', () => {
      expect(problems(body, { ...example, buildId: '../etc' })).toEqual(['buildId']);
      for (const attempt of [0, -1, 1.5, '1'])
        expect(problems(body, { ...example, attempt })).toEqual(['attempt']);
    });
  },
);

describe('a target', () => {
  it.each(Object.keys(target))('needs %s', (field) => {
    const { [field as keyof typeof target]: _left, ...rest } = target;
    const [problem] = validateSync(plainToInstance(BuildBody, { ...build, target: rest }));
    expect(problem?.property).toBe('target');
    expect(problem?.children?.map((child) => child.property)).toEqual([field]);
  });

  it.each([REPOSITORY.slice(1, -1), `x${REPOSITORY}`, `${REPOSITORY}x`, REPOSITORY.toUpperCase(), '{}'])(
    'is refused with a repository that is not a uuid in braces: %s',
    (repositoryUuid) => {
      expect(problems(BuildBody, { ...build, target: { ...target, repositoryUuid } })).toEqual(['target']);
    },
  );

  it('is refused as a list of targets', () => {
    expect(problems(BuildBody, { ...build, target: [target] })).toEqual(['target']);
  });
});
