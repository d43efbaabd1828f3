import { Readable } from 'node:stream';
import type { ArtifactFile } from '@amplication/artifacts';
import yazl from 'yazl';

/** A zip of the files in one folder. Reads one file after the other, as fast as the zip is taken. */
export function zipOf(
  files: readonly ArtifactFile[],
  options: { folder: string; mtime: Date; read: (file: ArtifactFile) => Promise<Buffer> },
): Readable {
  const { folder, mtime, read } = options;
  const zip = new yazl.ZipFile();
  const stream = new Readable().wrap(zip.outputStream);
  zip.on('error', (error: Error) => stream.destroy(error));
  for (const file of files) {
    const mode = Number.parseInt(file.mode, 8);
    zip.addReadStreamLazy(`${folder}/${file.path}`, { mtime, mode }, (give) => {
      read(file).then(
        (bytes) => give(null, Readable.from([bytes])),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  }
  zip.end();
  return stream;
}
