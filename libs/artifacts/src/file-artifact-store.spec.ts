import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { ArtifactStore, NewFile } from './artifact-store';
import { gitBlobId } from './blob-id';
import { openArtifactStore } from './open-artifact-store';

const workspace = randomUUID();
let folder: string;
let store: ArtifactStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
  store = openArtifactStore(pathToFileURL(folder).href);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (path: string, text = path): NewFile => ({ path, mode: '100644', bytes: Buffer.from(text) });
const filesOnDisk = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );

describe('gitBlobId', () => {
  it('is the id that git gives', () => {
    const bytes = Buffer.from([0, 1, 2, 255, 10, 13]);
    const id = execFileSync('git', ['hash-object', '--stdin'], { input: bytes, encoding: 'utf8' }).trim();
    expect(gitBlobId(bytes)).toBe(id);
  });
});

describe('blobs', () => {
  it('come back as they went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4096 }), async (content) => {
        const bytes = Buffer.from(content);
        const blob = await store.putBlob(workspace, bytes);
        expect(blob).toBe(gitBlobId(bytes));
        expect(await store.getBlob(workspace, blob)).toEqual(bytes);
        expect(await store.hasBlob(workspace, blob)).toBe(true);
      }),
    );
  });

  it('of one workspace are not found by another', async () => {
    const blob = await store.putBlob(workspace, Buffer.from('secret'));
    expect(await store.getBlob(randomUUID(), blob)).toBeNull();
    expect(await store.hasBlob(randomUUID(), blob)).toBe(false);
  });

  it('that are damaged count as missing, and are mended by the next write', async () => {
    const bytes = Buffer.from('content');
    const blob = await store.putBlob(workspace, bytes);
    writeFileSync(join(folder, workspace, 'blobs', blob.slice(0, 2), blob.slice(2)), 'conten');
    expect(await store.getBlob(workspace, blob)).toBeNull();
    await store.putBlob(workspace, bytes);
    expect(await store.getBlob(workspace, blob)).toEqual(bytes);
  });

  it('may be written by many at once', async () => {
    const bytes = Buffer.alloc(200_000, 'x');
    const blobs = await Promise.all(Array.from({ length: 20 }, () => store.putBlob(workspace, bytes)));
    expect(new Set(blobs).size).toBe(1);
    expect(await store.getBlob(workspace, gitBlobId(bytes))).toEqual(bytes);
    expect(filesOnDisk()).toHaveLength(1);
  });

  it.each(['../../etc/passwd', '..', '', 'abc', 'A'.repeat(40)])('named %j do not exist', async (blob) => {
    expect(await store.getBlob(workspace, blob)).toBeNull();
    expect(await store.hasBlob(workspace, blob)).toBe(false);
  });

  it.each(['..', '', '../x', 'ABC'])('are refused for the workspace %j', async (id) => {
    await expect(store.putBlob(id, Buffer.from('x'))).rejects.toThrow('Not the id of a workspace');
    await expect(store.getBlob(id, '0'.repeat(40))).rejects.toThrow('Not the id of a workspace');
  });
});

describe('artifacts', () => {
  it('list their files sorted by path, with blob ids and sizes', async () => {
    const { id, fileCount } = await store.putArtifact(workspace, [
      file('src/main.ts', 'main'),
      { path: 'run.sh', mode: '100755', bytes: Buffer.from('#!/bin/sh\n') },
      file('README.md', ''),
    ]);
    expect(fileCount).toBe(3);
    expect(await store.getArtifact(workspace, id)).toEqual({
      id,
      files: [
        { path: 'README.md', mode: '100644', blob: gitBlobId(Buffer.from('')), size: 0 },
        { path: 'run.sh', mode: '100755', blob: gitBlobId(Buffer.from('#!/bin/sh\n')), size: 10 },
        { path: 'src/main.ts', mode: '100644', blob: gitBlobId(Buffer.from('main')), size: 4 },
      ],
    });
    expect(await store.getArtifact(randomUUID(), id)).toBeNull();
  });

  it('keep what a file is for and that it becomes the team’s, and have the ids of before for files without', async () => {
    const marked = { ...file('a.ts'), once: true as const, key: 'entity:1:service' };
    const { id } = await store.putArtifact(workspace, [marked, file('b.ts')]);
    const read = await store.getArtifact(workspace, id);
    expect(read?.files.map(({ path, once, key }) => ({ path, once, key }))).toEqual([
      { path: 'a.ts', once: true, key: 'entity:1:service' },
      { path: 'b.ts', once: undefined, key: undefined },
    ]);
    const plain = await store.putArtifact(workspace, [file('a.ts'), file('b.ts')]);
    expect(plain.id).not.toBe(id);
    const text = readFileSync(
      join(folder, workspace, 'artifacts', plain.id.slice(0, 2), `${plain.id.slice(2)}.json`),
      'utf8',
    );
    expect(text).toBe(
      JSON.stringify([
        { blob: gitBlobId(Buffer.from('a.ts')), mode: '100644', path: 'a.ts', size: 4 },
        { blob: gitBlobId(Buffer.from('b.ts')), mode: '100644', path: 'b.ts', size: 4 },
      ]),
    );
  });

  it('have one id for the same files in any order, and another for any other files', async () => {
    const paths = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}(\/[a-z]{1,5}\.ts)?$/), {
      minLength: 1,
      maxLength: 8,
      selector: (path) => path.split('/')[0],
    });
    await fc.assert(
      fc.asyncProperty(paths, async (names) => {
        const first = await store.putArtifact(
          workspace,
          names.map((name) => file(name)),
        );
        const second = await store.putArtifact(
          workspace,
          names.toReversed().map((name) => file(name)),
        );
        const other = await store.putArtifact(
          workspace,
          names.map((name) => file(name, `${name}!`)),
        );
        expect(second).toEqual(first);
        expect(other.id).not.toBe(first.id);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    [['a.ts', 'a.ts']],
    [['a.ts', 'A.ts']],
    [['src', 'src/main.ts']],
    [['src/main.ts', 'SRC']],
    [['../x']],
    [['a/.git/config']],
  ])('are refused with the paths %j', async (paths) => {
    const attempt = store.putArtifact(
      workspace,
      paths.map((path) => file(path)),
    );
    await expect(attempt).rejects.toMatchObject({ code: 'PATH_REFUSED' });
  });

  it('take files that are produced as they go', async () => {
    async function* produce() {
      yield file('one');
      yield file('two');
    }
    expect((await store.putArtifact(workspace, produce())).fileCount).toBe(2);
  });
});

describe('documents', () => {
  it('come back as they went in, with one id for equal values', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        const id = await store.putDocument(workspace, json);
        expect(await store.getDocument(workspace, id)).toEqual(json);
      }),
    );
    const id = await store.putDocument(workspace, { a: 1, b: { c: 2, d: 3 } });
    expect(await store.putDocument(workspace, { b: { d: 3, c: 2 }, a: 1 })).toBe(id);
  });

  it('that are missing or of another kind are null', async () => {
    const { id } = await store.putArtifact(workspace, [file('x')]);
    expect(await store.getDocument(workspace, id)).toBeNull();
    expect(await store.getDocument(workspace, '../artifacts')).toBeNull();
  });
});

describe('openArtifactStore', () => {
  it.each(['s3://bucket', 'relative/path', ''])('refuses %j', (url) => {
    expect(() => openArtifactStore(url)).toThrow(TypeError);
  });
});
