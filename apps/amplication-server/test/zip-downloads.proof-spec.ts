import { ARTIFACTS, type ArtifactStore } from '@amplication/artifacts';
import { execFile } from 'node:child_process';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { Ring, startBuild, untilBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';
import { readZip } from './support/zip';

const DOWNLOADER = fileURLToPath(new URL('support/downloads.mjs', import.meta.url));
const FILES = 5_000;
const DOWNLOADS = 20;

const contentOf = (i: number) => Buffer.from(`export const value${i} = ${i};\n`.repeat(20));

describe('the zip of a large build', () => {
  let server: TestServer;
  let ada: Person;
  let path: string;
  const lines: string[] = [];
  beforeAll(async () => {
    const logTo = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    server = await startServer({ LOG_LEVEL: 'warn', logTo });
    ada = await signUp(server.url);
    const files = Array.from({ length: FILES }, (_, i) => ({
      path: `src/part-${i % 50}/file-${i}.ts`,
      mode: '100644' as const,
      bytes: contentOf(i),
    }));
    const { id } = await startBuild(ada);
    path = `/api/builds/${id}`;
    const artifact = await server.artifacts.putArtifact(ada.workspaceId, files);
    await new Ring(server).generated(id, 1, artifact);
    await untilBuild(ada, id, ({ status }) => status === 'completed');
  }, 120_000);
  afterAll(() => server.stop(), 60_000);

  it(`is whole for each of ${DOWNLOADS} who fetch it at once, and is packed once for them`, async () => {
    const reads = countReads(server);
    const sizes = await fetchAll(DOWNLOADS);
    reads.stop();
    expect(sizes).toHaveLength(DOWNLOADS);
    expect(new Set(sizes).size).toBe(1);
    // Who comes late, when the first have all of it, has it packed again.
    expect(reads.count).toBeLessThanOrEqual(3 * FILES);

    const response = await open();
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(`${bytes.length}`);
    const entries = readZip(bytes);
    expect(entries).toHaveLength(FILES);
    for (const { path: name, bytes } of entries) {
      const i = Number(/file-(\d+)\.ts$/.exec(name)?.[1]);
      expect(bytes.equals(contentOf(i))).toBe(true);
    }
  }, 180_000);

  it('says what is wrong when a file of it is gone', async () => {
    const { id } = await startBuild(ada);
    const kept = await server.artifacts.putArtifact(ada.workspaceId, [
      { path: 'a.txt', mode: '100644', bytes: Buffer.from('kept') },
    ]);
    await new Ring(server).generated(id, 1, kept);
    await untilBuild(ada, id, ({ status }) => status === 'completed');
    const blobs = withoutBlobs(server);
    try {
      const response = await ada.client.open(`/api/builds/${id}/zip`, AbortSignal.timeout(20_000));
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'ARTIFACT_MISSING', params: { path: 'a.txt' } });
    } finally {
      blobs.restore();
    }
  });

  it('is no error of ours when its reader goes while it is packed', async () => {
    const { id } = await startBuild(ada);
    const artifact = await server.artifacts.putArtifact(ada.workspaceId, [
      { path: 'a.txt', mode: '100644', bytes: Buffer.from('kept') },
    ]);
    await new Ring(server).generated(id, 1, artifact);
    await untilBuild(ada, id, ({ status }) => status === 'completed');
    const before = lines.length;
    const reads = holdReads(server);
    try {
      const leaving = new AbortController();
      const closed = nextResponseClosed(server);
      const asked = ada.client.open(`/api/builds/${id}/zip`, leaving.signal);
      await reads.begun;
      leaving.abort();
      await expect(asked).rejects.toThrow(/abort/i);
      await closed;
      reads.restore();
      // What comes of the next one shows that the first is over.
      const whole = await ada.client.open(`/api/builds/${id}/zip`, AbortSignal.timeout(20_000));
      expect(readZip(Buffer.from(await whole.arrayBuffer()))).toHaveLength(1);
    } finally {
      reads.restore();
    }
    expect(lines.slice(before)).toEqual([]);
  });

  const open = () => ada.client.open(`${path}/zip`, AbortSignal.timeout(150_000));
  /** Sizes of so many zips fetched at once by a process of its own. */
  const fetchAll = async (count: number): Promise<number[]> => {
    const env = {
      ...process.env,
      URL: `${server.url}${path}/zip`,
      COOKIE: ada.client.session ?? '',
      COUNT: `${count}`,
    };
    const { stdout } = await promisify(execFile)(process.execPath, [DOWNLOADER], { env });
    return JSON.parse(stdout) as number[];
  };
});

/** Counts how often the server reads the content of a file. */
function countReads(server: TestServer): { readonly count: number; stop(): void } {
  const store = server.app.get<ArtifactStore>(ARTIFACTS);
  const { getBlob } = store;
  let count = 0;
  store.getBlob = (...args) => {
    count += 1;
    return getBlob.apply(store, args);
  };
  return {
    get count() {
      return count;
    },
    stop: () => (store.getBlob = getBlob),
  };
}

/** Makes reading a file's content wait until `restore`. */
function holdReads(server: TestServer): { begun: Promise<void>; restore(): void } {
  const store = server.app.get<ArtifactStore>(ARTIFACTS);
  const { getBlob } = store;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const begun = new Promise<void>((resolve) => {
    store.getBlob = async (...args) => {
      resolve();
      await released;
      return getBlob.apply(store, args);
    };
  });
  return {
    begun,
    restore: () => {
      store.getBlob = getBlob;
      release();
    },
  };
}

/** Resolves when the server has noticed that the response to its next request is over or broken off. */
function nextResponseClosed(server: TestServer): Promise<void> {
  const http: Server = server.app.getHttpServer();
  return new Promise((resolve) => {
    http.once('request', (_request, response) => response.once('close', () => resolve()));
  });
}

/** Makes the server find no content, as after a clean-up between the list and the download. */
function withoutBlobs(server: TestServer): { restore(): void } {
  const store = server.app.get<{ getBlob: unknown }>(ARTIFACTS);
  const { getBlob } = store;
  store.getBlob = async () => null;
  return { restore: () => (store.getBlob = getBlob) };
}
