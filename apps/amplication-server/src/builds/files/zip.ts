import { PassThrough, pipeline, Readable } from 'node:stream';
import type { ArtifactFile } from '@amplication/artifacts';
import { ZipFile } from 'yazl';

/**
 * A zip of the files in one folder. Reads one file after the other, as fast as the zip is taken, and none after the
 * stream was destroyed. A file that cannot be read makes the stream fail: what was read by then is no valid zip.
 */
export function zipOf(
  files: readonly ArtifactFile[],
  { folder, mtime, read }: { folder: string; mtime: Date; read: (file: ArtifactFile) => Promise<Buffer> },
): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.on('error', (error: Error) => out.destroy(error));
  pipeline(zip.outputStream, out, () => undefined);
  for (const file of files) {
    const options = { mtime, mode: Number.parseInt(file.mode, 8) };
    zip.addReadStreamLazy(`${folder}/${file.path}`, options, (give) => {
      read(file).then(
        (bytes) => give(null, Readable.from([bytes])),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  }
  zip.end();
  return out;
}
