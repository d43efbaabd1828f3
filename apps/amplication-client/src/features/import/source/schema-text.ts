import type { ModelText } from '../../../api/services/model-texts';

/** What a person has chosen or pasted. */
export interface SchemaText {
  text: string;
  /** Of the file that it is from; null for what was pasted. */
  fileName: string | null;
}

export type Source = 'text' | 'postgres';

/** As much as the server reads. */
export const MAX_BYTES = 10 * 1024 * 1024;

export const NO_TEXT: SchemaText = { text: '', fileName: null };

/** Reads a file, also one that PowerShell has written: that is UTF-16 with a mark at its beginning. */
export async function readFile(file: File): Promise<SchemaText> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return { text: new TextDecoder(encoding).decode(bytes), fileName: file.name };
}

/** Why a text of this size is not sent; null when it is. */
export const sizeProblem = (bytes: number): string | null =>
  bytes > MAX_BYTES ? `This is ${sizeText(bytes)}. At most ${sizeText(MAX_BYTES)} can be read.` : null;

export const bytesOf = (text: string) => new Blob([text]).size;

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** As the server takes it. */
export const requestOf = ({ text, fileName }: SchemaText, source: Source): ModelText => ({
  text,
  ...(source === 'postgres' ? { format: 'postgres' as const } : {}),
  ...(fileName === null ? {} : { fileName: fileName.slice(-255) }),
});
