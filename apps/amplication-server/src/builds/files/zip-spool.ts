import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';

const CHUNK_BYTES = 64 * 1024;

export interface WholeZip {
  /** In bytes. */
  readonly size: number;
  /** From its beginning; any number of readers at once. */
  read(): Readable;
}

/** One reader's part in a zip. */
export interface ZipShare {
  /** The zip, once it is packed. Rejects with what made the packing fail. */
  readonly whole: Promise<WholeZip>;
  /** To be called when the reader has the zip or no longer wants it. */
  leave(): void;
}

interface Spooled {
  readonly whole: Promise<WholeZip & { close(): Promise<void> }>;
  readonly stop: AbortController;
  readers: number;
}

/**
 * Packs a zip once for all who ask for it at the same time, into a temporary file that is gone with its last reader:
 * it has no name while it is in use, so a process that is killed leaves none behind. Memory does not grow with the zip
 * or its readers, the size is known before the first byte is sent, and a zip that cannot be packed is an error with a
 * sentence instead of a download that breaks off.
 */
@Injectable()
export class ZipSpool {
  private readonly spooled = new Map<string, Spooled>();

  /** Callers with the same `key` share one zip: the key names the content and the file. */
  join(key: string, pack: () => Promise<Readable>): ZipShare {
    const shared = this.spooled.get(key) ?? this.begin(key, pack);
    shared.readers += 1;
    let isIn = true;
    return {
      whole: shared.whole,
      leave: () => {
        if (!isIn) return;
        isIn = false;
        shared.readers -= 1;
        if (shared.readers === 0) this.end(key, shared);
      },
    };
  }

  private begin(key: string, pack: () => Promise<Readable>): Spooled {
    const stop = new AbortController();
    const shared: Spooled = { whole: spool(pack, stop.signal), stop, readers: 0 };
    this.spooled.set(key, shared);
    // The next request packs it again.
    shared.whole.catch(() => this.forget(key, shared));
    return shared;
  }

  private end(key: string, shared: Spooled): void {
    this.forget(key, shared);
    shared.stop.abort();
    shared.whole.then(
      (zip) => zip.close(),
      () => undefined,
    );
  }

  private forget(key: string, shared: Spooled): void {
    if (this.spooled.get(key) === shared) this.spooled.delete(key);
  }
}

async function spool(
  pack: () => Promise<Readable>,
  signal: AbortSignal,
): Promise<WholeZip & { close(): Promise<void> }> {
  const file = await openUnnamed();
  try {
    const chunks: AsyncIterable<Buffer> = addAbortSignal(signal, await pack());
    for await (const chunk of chunks) await file.appendFile(chunk);
    const { size } = await file.stat();
    return {
      size,
      read: () => Readable.from(chunksOf(file), { objectMode: false, highWaterMark: CHUNK_BYTES }),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openUnnamed(): Promise<FileHandle> {
  const path = join(tmpdir(), `build-${randomUUID()}.zip`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  let position = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
