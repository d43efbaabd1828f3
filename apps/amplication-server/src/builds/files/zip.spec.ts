import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { ArtifactFile } from '@amplication/artifacts';
import { readZip } from '../../../test/support/zip';
import { zipOf } from './zip';

const listed = (count: number): ArtifactFile[] =>
  Array.from({ length: count }, (_, i) => ({
    path: `src/file-${i}.ts`,
    mode: i % 7 === 0 ? '100755' : '100644',
    blob: 'a'.repeat(40),
    size: 1,
  }));
const contentOf = ({ path }: ArtifactFile) => Buffer.from(`// ${path}\n`.repeat(40));

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const options = { folder: 'shop-build-1', mtime: new Date(0) };

describe('zipOf', () => {
  it.each([0, 1, 150, 5_000])(
    'holds each of %i files once, with content and mode',
    async (count) => {
      const files = listed(count);
      const stream = zipOf(files, { ...options, read: async (file) => contentOf(file) });
      const entries = readZip(await bytesOf(stream));
      expect(entries.map(({ path }) => path)).toEqual(files.map(({ path }) => `shop-build-1/${path}`));
      entries.forEach((entry, i) => {
        expect(entry.mode.toString(8)).toBe(files[i]?.mode);
        expect(entry.bytes.equals(contentOf(files[i] as ArtifactFile))).toBe(true);
      });
    },
    30_000,
  );

  it('fails when a file cannot be read, and does not end as if it were whole', async () => {
    const stream = zipOf(listed(20), {
      ...options,
      read: async ({ path }) => {
        if (path.endsWith('file-9.ts')) throw new Error('the file is gone');
        return randomBytes(5_000);
      },
    });
    await expect(bytesOf(stream)).rejects.toThrow('the file is gone');
  });

  it('reads no more files once nobody takes the zip', async () => {
    let read = 0;
    const stream = zipOf(listed(5_000), {
      ...options,
      read: async () => {
        read += 1;
        return randomBytes(20_000);
      },
    });
    const [first] = await stream.take(1).toArray();
    expect(first).toBeInstanceOf(Buffer);
    stream.destroy();
    await turn();
    const before = read;
    for (let i = 0; i < 200; i++) await turn();
    expect(read - before).toBeLessThanOrEqual(1);
  });
});
