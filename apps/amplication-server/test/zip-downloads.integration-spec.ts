import { ARTIFACTS } from '@amplication/artifacts';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Ring, startBuild, untilBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';
import { readZip } from './support/zip';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const DOWNLOADER = fileURLToPath(new URL('support/downloads.mjs', import.meta.url));
/** `ZIP_FILES=5000` for the long form. */
const FILES = Number(process.env.ZIP_FILES ?? 1_000);
const DOWNLOADS = 20;
const MAX_MORE_BYTES = 50e6;

const contentOf = (i: number) => Buffer.from(`export const value${i} = ${i};\n`.repeat(20));

describe('the zip of a large build', () => {
  let server: TestServer;
  let ada: Person;
  let path: string;
  beforeAll(async () => {
    server = await startServer();
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

  it(`is whole for each of ${DOWNLOADS} who fetch it at once, and takes little memory`, async () => {
    await fetchAll(1);
    const before = memoryInUse();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, memoryInUse())), 1_000);
    const sizes = await fetchAll(DOWNLOADS);
    clearInterval(watch);
    expect(sizes).toHaveLength(DOWNLOADS);
    expect(new Set(sizes).size).toBe(1);
    expect(most - before).toBeLessThan(MAX_MORE_BYTES);

    const entries = readZip(Buffer.from(await (await open()).arrayBuffer()));
    expect(entries).toHaveLength(FILES);
    for (const { path: name, bytes } of entries) {
      const i = Number(/file-(\d+)\.ts$/.exec(name)?.[1]);
      expect(bytes.equals(contentOf(i))).toBe(true);
    }
  }, 180_000);

  it('breaks off when a file of it is gone, rather than end as a smaller zip', async () => {
    const { id } = await startBuild(ada);
    const { artifacts } = server;
    const kept = await artifacts.putArtifact(ada.workspaceId, [
      { path: 'a.txt', mode: '100644', bytes: Buffer.from('kept') },
    ]);
    await new Ring(server).generated(id, 1, kept);
    await untilBuild(ada, id, ({ status }) => status === 'completed');
    const blobs = withoutBlobs(server);
    try {
      await expect(
        ada.client.open(`/api/builds/${id}/zip`, AbortSignal.timeout(20_000)).then(bytesOf),
      ).rejects.toThrow();
    } finally {
      blobs.restore();
    }
  });

  const open = () => ada.client.open(`${path}/zip`, AbortSignal.timeout(150_000));
  const bytesOf = (response: Response) => response.arrayBuffer();
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

/** What the process holds, without garbage: the collector runs when it likes, so the size of the process says little. */
function memoryInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Makes the server find no content, as after a clean-up between the list and the download. */
function withoutBlobs(server: TestServer): { restore(): void } {
  const store = server.app.get<{ getBlob: unknown }>(ARTIFACTS);
  const { getBlob } = store;
  store.getBlob = async () => null;
  return { restore: () => (store.getBlob = getBlob) };
}
