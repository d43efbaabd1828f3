import { isMap, parseDocument } from 'yaml';

/** A document of a text as it is written, with the mark before it. */
export interface Segment {
  /** The entity that it is; null for the service, and for what holds nothing. */
  name: string | null;
  text: string;
}

/** A text in its documents; put together again they are the text. What holds nothing goes with the next. */
export function segmentsOf(text: string): Segment[] {
  const starts = [...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index);
  const bounds = [...new Set([0, ...starts, text.length])];
  const segments: Segment[] = [];
  let before = '';
  bounds.slice(0, -1).forEach((start, index) => {
    const segment = text.slice(start, bounds[index + 1]);
    const { contents } = parseDocument(segment, { uniqueKeys: false, schema: 'core' });
    if (!isMap(contents)) {
      before += segment;
      return;
    }
    const name: unknown = contents.get('entity');
    segments.push({ name: typeof name === 'string' ? name : null, text: before + segment });
    before = '';
  });
  const last = segments.at(-1);
  if (last) last.text += before;
  return segments;
}
