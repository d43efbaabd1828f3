import { Ring, startBuild, untilBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { readZip } from './support/zip';
import { startServer, type TestServer } from './support/server';

const FILES = [
  { path: 'README.md', mode: '100644' as const, bytes: Buffer.from('# Über\n') },
  { path: 'bin/run.sh', mode: '100755' as const, bytes: Buffer.from('#!/bin/sh\n') },
  { path: 'assets/logo.png', mode: '100644' as const, bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]) },
  { path: 'page.html', mode: '100644' as const, bytes: Buffer.from('<script>alert(1)</script>') },
];

describe('the files of a build', () => {
  let server: TestServer;
  let ada: Person;
  let path: string;
  beforeAll(async () => {
    server = await startServer();
    ada = await signUp(server.url);
    const ring = new Ring(server);
    const { id } = await startBuild(ada);
    path = `/api/builds/${id}`;
    expect((await ada.client.get(`${path}/files`)).status).toBe(404);
    await ring.generated(id, 1, await server.artifacts.putArtifact(ada.workspaceId, FILES));
    await untilBuild(ada, id, ({ status }) => status === 'completed');
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  const fetchFile = (query: string) =>
    ada.client.open(`${path}/files/content?${query}`, AbortSignal.timeout(10_000));

  it('are listed with their sizes', async () => {
    const { body } = await ada.client.get(`${path}/files`);
    expect(body).toEqual({
      items: [
        { path: 'README.md', size: 8, isExecutable: false },
        { path: 'assets/logo.png', size: 6, isExecutable: false },
        { path: 'bin/run.sh', size: 10, isExecutable: true },
        { path: 'page.html', size: 25, isExecutable: false },
      ],
      totalSize: 49,
    });
  });

  it('are shown as plain text, whatever their name says', async () => {
    for (const name of ['README.md', 'page.html']) {
      const response = await fetchFile(`path=${name}`);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-disposition')).toBeNull();
      expect(await response.text()).toBe(FILES.find((file) => file.path === name)?.bytes.toString());
    }
  });

  it('are downloads when they are no text, or are asked for as such', async () => {
    const png = await fetchFile('path=assets/logo.png');
    expect(png.headers.get('content-type')).toBe('application/octet-stream');
    expect(png.headers.get('content-disposition')).toContain('filename="logo.png"');
    expect(Buffer.from(await png.arrayBuffer())).toEqual(FILES[2]?.bytes);
    const text = await fetchFile('path=README.md&download=true');
    expect(text.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'nothing', '.git/config'])('are no way to %s', async (name) => {
    expect((await fetchFile(`path=${encodeURIComponent(name)}`)).status).toBe(404);
  });

  it('come as a zip that keeps contents and modes', async () => {
    const response = await ada.client.open(`${path}/zip`, AbortSignal.timeout(10_000));
    expect(response.headers.get('content-disposition')).toContain('order-service-build-1.zip');
    const entries = readZip(Buffer.from(await response.arrayBuffer()));
    expect(entries.map(({ path: name, mode }) => [name, mode.toString(8)])).toEqual([
      ['order-service-build-1/README.md', '100644'],
      ['order-service-build-1/assets/logo.png', '100644'],
      ['order-service-build-1/bin/run.sh', '100755'],
      ['order-service-build-1/page.html', '100644'],
    ]);
    expect(entries[1]?.bytes).toEqual(FILES[2]?.bytes);
  });
});
