import { PassThrough, Readable } from 'node:stream';
import { waitFor } from '@amplication/testing';
import { type ZipShare, ZipSpool } from './zip-spool';

const textOf = async (stream: Readable) => (await stream.toArray()).join('');
/** Whether the file of a zip is gone: it can no longer be read. */
const isGone = async (share: ZipShare) =>
  textOf((await share.whole).read()).then(
    () => false,
    () => true,
  );

describe('ZipSpool', () => {
  it('packs once for all who ask at the same time, and drops it with the last', async () => {
    const spool = new ZipSpool();
    let packed = 0;
    const pack = async () => {
      packed += 1;
      return Readable.from(['the ', 'zip'].map(Buffer.from));
    };
    const shares = Array.from({ length: 5 }, () => spool.join('build', pack));
    const texts = await Promise.all(shares.map(async ({ whole }) => textOf((await whole).read())));
    expect(texts).toEqual(Array(5).fill('the zip'));
    expect((await shares[0]?.whole)?.size).toBe(7);
    expect(packed).toBe(1);

    const [first, ...others] = shares;
    if (!first) throw new Error('Nobody has asked.');
    first.leave();
    first.leave();
    expect(await isGone(first)).toBe(false);
    for (const { leave } of others) leave();
    await waitFor(() => isGone(first));
    const again = spool.join('build', pack);
    await again.whole;
    expect(packed).toBe(2);
    again.leave();
    await waitFor(() => isGone(again));
  });

  it('keeps a zip as long as one reads it, whoever else has left', async () => {
    const spool = new ZipSpool();
    const pack = async () => Readable.from(['x'.repeat(200_000)]);
    const [slow, fast] = [spool.join('build', pack), spool.join('build', pack)];
    const stream = (await slow.whole).read();
    fast.leave();
    expect((await textOf(stream)).length).toBe(200_000);
    slow.leave();
    await waitFor(() => isGone(slow));
  });

  it('stops packing when the last has left', async () => {
    const spool = new ZipSpool();
    const endless = new PassThrough();
    endless.write('some');
    const share = spool.join('build', async () => endless);
    const outcome = share.whole.catch((error: Error) => error.name);
    share.leave();
    expect(await outcome).toBe('AbortError');
    expect(endless.destroyed).toBe(true);
  });

  it('tells all who wait why a zip cannot be packed, and tries again for the next', async () => {
    const spool = new ZipSpool();
    const fail = async () => Promise.reject(new Error('a file is gone'));
    const shares = [spool.join('build', fail), spool.join('build', fail)];
    for (const { whole } of shares) await expect(whole).rejects.toThrow('a file is gone');
    const next = spool.join('build', async () => Readable.from(['zip']));
    expect(await textOf((await next.whole).read())).toBe('zip');
    for (const { leave } of [...shares, next]) leave();
    await waitFor(() => isGone(next));
  });
});
