import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. */
const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_RECORD = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
/** Deflate and names in UTF-8 (bit 11), which need version 2.0. */
const VERSION = 20;
const UTF8_NAMES = 1 << 11;
const STORED = 0;
const DEFLATED = 8;
/** The upper byte says that the attributes are those of Unix. */
const MADE_ON_UNIX = (3 << 8) | VERSION;

const deflate = promisify(deflateRaw);

export interface ZipEntry {
  path: string;
  /** As Unix has it, with the type of the file: 0o100644. */
  mode: number;
  mtime: Date;
}

/**
 * One file of a zip that stands at `offset`: its bytes in the zip, and the record that the directory at the end repeats
 * of it. Sizes are known beforehand, so no data descriptor follows. Files of 4 GB and more are not handled: a build's
 * are source files.
 */
export async function packEntry(
  entry: ZipEntry,
  content: Buffer,
  offset: number,
): Promise<{ bytes: Buffer; record: Buffer }> {
  const name = Buffer.from(entry.path);
  const smaller = await deflate(content, fittedTo(content.length));
  const isSmaller = smaller.length < content.length;
  const data = isSmaller ? smaller : content;

  const common = Buffer.alloc(26);
  common.writeUInt16LE(VERSION, 0);
  common.writeUInt16LE(UTF8_NAMES, 2);
  common.writeUInt16LE(isSmaller ? DEFLATED : STORED, 4);
  common.writeUInt32LE(dosTime(entry.mtime), 6);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);

  const record = Buffer.alloc(46);
  record.writeUInt32LE(DIRECTORY_RECORD, 0);
  record.writeUInt16LE(MADE_ON_UNIX, 4);
  common.copy(record, 6);
  record.writeUInt32LE((entry.mode << 16) >>> 0, 38);
  record.writeUInt32LE(offset, 42);
  return {
    bytes: Buffer.concat([uint32(LOCAL_HEADER), common, name, data]),
    record: Buffer.concat([record, name]),
  };
}

/** What ends a zip: how many files there are, and where the directory of `size` bytes begins. At most 65,535 files. */
export function endOfDirectory({
  entries,
  size,
  offset,
}: Record<'entries' | 'size' | 'offset', number>): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/**
 * zlib's memory for a small file: by default each call sets aside 270 KB of state and a chunk of 16 KB
 * (https://www.zlib.net/zlib_tech.html). A window larger than the file gains nothing.
 */
function fittedTo(bytes: number): { windowBits: number; memLevel: number; chunkSize: number } {
  const windowBits = Math.min(Math.max(Math.ceil(Math.log2(bytes + 1)), 9), 15);
  return { windowBits, memLevel: windowBits - 7, chunkSize: Math.min(Math.max(bytes, 64), 16_384) };
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Time and date as MS-DOS packs them, in UTC so that the same build makes the same zip anywhere. Begins in 1980. */
function dosTime(at: Date): number {
  const year = Math.max(at.getUTCFullYear() - 1980, 0);
  const date = (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
