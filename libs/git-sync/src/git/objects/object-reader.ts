import { type GitContext, GitProcess } from '../process/git-process';

interface Waiting {
  limit: number;
  resolve(object: ReadObject | null): void;
  reject(error: Error): void;
}

export interface ReadObject {
  type: string;
  size: number;
  /** Null when the object is larger than the limit, or only its size was asked for. */
  bytes: Buffer | null;
}

/**
 * Reads objects of the build's repository through one `git cat-file` process. It knows no remote, so an object that
 * was never fetched is null here and never a silent download.
 */
export class ObjectReader {
  private readonly process: GitProcess;
  private readonly waiting: Waiting[] = [];
  private buffered: Buffer[] = [];
  private bufferedBytes = 0;
  /** The object whose content is being received. */
  private receiving: { type: string; size: number } | null = null;
  private failure: Error | null = null;

  constructor(context: GitContext) {
    this.process = new GitProcess(context, ['cat-file', '--batch-command']);
    this.process.child.stdout.on('data', (chunk: Buffer) => this.take(chunk));
    const onEnd = (error: Error) => {
      this.failure = error;
      for (const { reject } of this.waiting.splice(0)) reject(error);
    };
    this.process.finished.then(
      ({ stderr }) => onEnd(new Error(`git cat-file ended: ${stderr}`)),
      (error: Error) => onEnd(error),
    );
  }

  /** The object, or null when the repository does not hold it. Content over `limit` bytes is left out. */
  async read(id: string, limit: number): Promise<ReadObject | null> {
    const info = await this.ask(`info ${id}`, -1);
    if (info === null || info.size > limit) return info;
    return this.ask(`contents ${id}`, limit);
  }

  async has(id: string): Promise<boolean> {
    return (await this.ask(`info ${id}`, -1)) !== null;
  }

  close(): void {
    this.process.child.stdin.end();
    this.process.kill();
  }

  private ask(command: string, limit: number): Promise<ReadObject | null> {
    if (this.failure !== null) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ limit, resolve, reject });
      this.process.child.stdin.write(`${command}\n`);
    });
  }

  private take(chunk: Buffer): void {
    this.buffered.push(chunk);
    this.bufferedBytes += chunk.length;
    while (this.step());
  }

  /** Consumes one header or one content from the buffer; false when more input is needed. */
  private step(): boolean {
    if (this.receiving !== null) {
      const { type, size } = this.receiving;
      if (this.bufferedBytes < size + 1) return false;
      const bytes = this.cut(size + 1).subarray(0, size);
      this.receiving = null;
      this.waiting.shift()?.resolve({ type, size, bytes });
      return true;
    }
    const buffer = this.whole();
    const end = buffer.indexOf(0x0a);
    if (end < 0) return false;
    const header = this.cut(end + 1)
      .subarray(0, end)
      .toString('latin1');
    const found = /^[0-9a-f]{40} (\w+) (\d+)$/.exec(header);
    if (found === null) this.waiting.shift()?.resolve(null);
    else {
      const object = { type: found[1] ?? '', size: Number(found[2]) };
      if ((this.waiting[0]?.limit ?? -1) < 0) this.waiting.shift()?.resolve({ ...object, bytes: null });
      else this.receiving = object;
    }
    return true;
  }

  private whole(): Buffer {
    if (this.buffered.length !== 1) this.buffered = [Buffer.concat(this.buffered)];
    return this.buffered[0] ?? Buffer.alloc(0);
  }

  private cut(length: number): Buffer {
    const buffer = this.whole();
    const rest = buffer.subarray(length);
    this.buffered = rest.length === 0 ? [] : [rest];
    this.bufferedBytes = rest.length;
    return buffer.subarray(0, length);
  }
}
