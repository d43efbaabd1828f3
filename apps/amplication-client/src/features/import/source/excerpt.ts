/** A line of a text around a place in it. */
export interface ExcerptLine {
  number: number;
  text: string;
  isPlace: boolean;
}

const AROUND = 2;
/** A dump may be one long line; a person sees what is around the column. */
const WIDTH = 160;

/** The line of a place with its neighbours; both count from 1. Empty for a line that is not there. */
export function excerptOf(text: string, line: number, column: number): ExcerptLine[] {
  const lines = text.split('\n');
  if (line > lines.length) return [];
  const first = Math.max(1, line - AROUND);
  const from = Math.max(0, column - WIDTH / 2);
  return lines.slice(first - 1, line + AROUND).map((content, offset) => {
    const kept = content.slice(from, from + WIDTH).replace(/\r$/, '');
    const isCut = content.length > from + WIDTH;
    return {
      number: first + offset,
      text: `${from > 0 && content.length > from ? '…' : ''}${kept}${isCut ? '…' : ''}`,
      isPlace: first + offset === line,
    };
  });
}
