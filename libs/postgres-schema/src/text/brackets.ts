/** What begins a part of SQL in which a bracket is no bracket, and where that part ends. */
const QUOTED =
  /[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$|--[^\n]*|\/\*|[()]/g;

/**
 * An expression without brackets around the whole, as a `DatabaseSchema` has it: `((a > 1) AND (b < 2))` is
 * `(a > 1) AND (b < 2)`. One whose brackets do not match is left as it is.
 */
export function withoutBrackets(expression: string): string {
  const text = expression.trim();
  const pairs = bracketPairs(text);
  let start = 0;
  let end = text.length;
  for (;;) {
    while (/\s/.test(text.charAt(start))) start++;
    while (end > start && /\s/.test(text.charAt(end - 1))) end--;
    if (end - start < 2 || pairs.get(start) !== end - 1) return text.slice(start, end);
    start++;
    end--;
  }
}

/** Whether an expression is one call of a function and nothing else: `lower(email)`, but not `lower(a) || lower(b)`. */
export function isCall(expression: string): boolean {
  const [name] = /^[a-z_][\w.]*(?=\()/.exec(expression) ?? [];
  return name !== undefined && bracketPairs(expression).get(name.length) === expression.length - 1;
}

/** Where each bracket that opens outside of quotes and comments closes. */
function bracketPairs(text: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  QUOTED.lastIndex = 0;
  for (let match = QUOTED.exec(text); match; match = QUOTED.exec(text)) {
    const [token] = match;
    if (token === '(') open.push(match.index);
    else if (token === ')') {
      const start = open.pop();
      if (start !== undefined) pairs.set(start, match.index);
    } else if (token === '/*' || token.startsWith('$')) {
      const end = token === '/*' ? '*/' : token;
      const at = text.indexOf(end, QUOTED.lastIndex);
      QUOTED.lastIndex = at < 0 ? text.length : at + end.length;
    }
  }
  return pairs;
}
