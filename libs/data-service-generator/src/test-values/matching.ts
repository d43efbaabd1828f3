/** One piece of a pattern: a class, an escape or a character, and how often it stands there. */
const PIECE =
  /^(?:\[(\^)?((?:\\.|[^\]\\])+)\]|\\([dwsDWS])|\\(.)|([^\\[\](){}.*+?^$|]))(?:\{(\d+)(?:,\d*)?\}|([+*?]))?/u;

/**
 * A text that a simple pattern matches; undefined for patterns with groups, choices or classes by exclusion. Digits come
 * before letters, so that the text can be counted on.
 */
export function matching(pattern: string): string | undefined {
  let rest = pattern.replace(/^\^/, '').replace(/\$$/, '');
  let text = '';
  while (rest !== '') {
    const piece = PIECE.exec(rest);
    if (!piece) return undefined;
    const [whole, excluded, inClass, kind, escaped, plain, exactly, sign] = piece;
    if (excluded !== undefined) return undefined;
    const one =
      inClass === undefined ? (kind === undefined ? (escaped ?? plain) : ofKind(kind)) : ofClass(inClass);
    if (one === undefined) return undefined;
    text += one.repeat(
      exactly === undefined ? (sign === '?' || sign === '*' ? 0 : sign === '+' ? 3 : 1) : Number(exactly),
    );
    rest = rest.slice(whole.length);
  }
  return new RegExp(pattern, 'u').test(text) ? text : undefined;
}

const ofKind = (kind: string) =>
  new Map([
    ['d', '0'],
    ['w', 'a'],
    ['s', ' '],
  ]).get(kind);

const ofClass = (inside: string): string | undefined =>
  ['0', '1', 'a', 'A', 'b', 'B', '-', '_', ' '].find((one) => new RegExp(`^[${inside}]$`, 'u').test(one)) ??
  (inside.startsWith('\\') ? undefined : inside.charAt(0));
