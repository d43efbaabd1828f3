import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const CHECKSUM_BYTES = 20;
/** Header and checksum: what a fetch writes when there was nothing new. */
const EMPTY_PACK_BYTES = 12 + CHECKSUM_BYTES;

/**
 * Whether each of the packs, and its index, still has the SHA-1 that it ends with (gitformat-pack). git itself does not
 * look at it when it reads: flipped bytes would show only where an object happens to lie on them.
 */
export async function packsAreIntact(packDirectory: string, packs: readonly string[]): Promise<boolean> {
  for (const pack of packs) {
    for (const extension of ['pack', 'idx']) {
      if (!(await isIntact(join(packDirectory, `${pack}.${extension}`)))) return false;
    }
  }
  return true;
}

async function isIntact(file: string): Promise<boolean> {
  try {
    const { size } = await stat(file);
    if (size <= CHECKSUM_BYTES) return false;
    const hash = createHash('sha1');
    const body: AsyncIterable<Buffer> = createReadStream(file, {
      end: size - CHECKSUM_BYTES - 1,
      highWaterMark: 256 * 1024,
    });
    for await (const chunk of body) hash.update(chunk);
    const end: AsyncIterable<Buffer> = createReadStream(file, { start: size - CHECKSUM_BYTES });
    const trailer: Buffer[] = [];
    for await (const chunk of end) trailer.push(chunk);
    return hash.digest().equals(Buffer.concat(trailer));
  } catch {
    return false;
  }
}

/** Names, without extension, of the complete packs in a folder that hold anything. */
export async function listPacks(packDirectory: string): Promise<string[]> {
  const names = new Set(await readdir(packDirectory));
  const packs = [...names]
    .filter((name) => name.startsWith('pack-') && name.endsWith('.idx'))
    .map((name) => name.slice(0, -'.idx'.length))
    .filter((name) => names.has(`${name}.pack`));
  const sizes = await Promise.all(packs.map((pack) => stat(join(packDirectory, `${pack}.pack`))));
  return packs.filter((_, index) => (sizes[index]?.size ?? 0) > EMPTY_PACK_BYTES).sort();
}
