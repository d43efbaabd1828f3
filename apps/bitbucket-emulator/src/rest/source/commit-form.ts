import busboy from 'busboy';
import type { Request } from 'express';
import { badRequest } from '../../http/api-error';

/** What `POST /src` receives: metadata and files. */
export interface CommitForm {
  message?: string | undefined;
  author?: string | undefined;
  branch?: string | undefined;
  parents?: string | undefined;
  /** Path to content, in the order given. */
  files: Map<string, Buffer>;
  /** The values of `files`: a path without content is to be deleted. */
  listed: string[];
}

const META = ['message', 'author', 'branch', 'parents', 'files'];

function add(form: CommitForm, name: string, value: Buffer, isFile: boolean): void {
  if (!isFile && META.includes(name)) {
    const text = value.toString();
    if (name === 'files') form.listed.push(text.replace(/^\/+/, ''));
    else if (name === 'parents' && form.parents !== undefined)
      throw badRequest('Only one parent is supported.');
    else Object.assign(form, { [name]: text });
  } else {
    form.files.set(name.replace(/^\/+/, ''), value);
  }
}

/** In multipart the file name distinguishes a file called `message` from the field. */
function readMultipart(request: Request): Promise<CommitForm> {
  return new Promise((resolve, reject) => {
    const form: CommitForm = { files: new Map(), listed: [] };
    const parser = busboy({
      headers: request.headers,
      preservePath: true,
      limits: { fieldSize: 50_000_000 },
    });
    const guarded = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    parser.on('field', (name, value) => guarded(() => add(form, name, Buffer.from(value), false)));
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => guarded(() => add(form, name, Buffer.concat(chunks), true)));
    });
    parser.on('close', () => resolve(form));
    parser.on('error', () => reject(badRequest('Bad request')));
    request.pipe(parser);
  });
}

async function readUrlEncoded(request: Request): Promise<CommitForm> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const form: CommitForm = { files: new Map(), listed: [] };
  for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString())) {
    add(form, name, Buffer.from(value), false);
  }
  return form;
}

/** Reads the form of `POST /src`, multipart or url-encoded. */
export async function readCommitForm(request: Request): Promise<CommitForm> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(request);
  if (type.startsWith('application/x-www-form-urlencoded')) return readUrlEncoded(request);
  throw badRequest('Unsupported content type');
}
