import type { Place } from '@amplication/model-text';

const LINE_BREAK = /\r\n?|\n/g;

/** Where an offset stands in a text. */
export const placeOf = (source: string, offset: number): Place => placesOf(source)(offset);

/** Says of offsets where they stand; the lines are counted once. */
export function placesOf(source: string): (offset: number) => Place {
  const starts = [0];
  for (const { 0: text, index } of source.matchAll(LINE_BREAK)) starts.push(index + text.length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** The line around an offset, cut to what a person reads at a glance. */
export function excerptOf(source: string, offset: number): string {
  const before =
    source
      .slice(Math.max(0, offset - EXCERPT), offset)
      .split(/[\n\r]/)
      .at(-1) ?? '';
  const [after = ''] = source.slice(offset, offset + EXCERPT).split(/[\n\r]/);
  return `${before}${after}`.trim();
}

const EXCERPT = 60;
