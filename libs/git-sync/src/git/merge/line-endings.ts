type Style = 'lf' | 'crlf' | 'mixed' | 'none';
type Texts = readonly [base: Buffer, yours: Buffer, generated: Buffer];

export interface CommonLineEndings {
  /** The three texts, comparable line by line. */
  texts: Texts;
  /** Gives a merged text the line endings of yours. */
  restore(merged: Buffer): Buffer;
}

/**
 * Someone whose editor writes CRLF has changed every line: a merge would see one conflict over the whole file.
 * When each text is uniform but not all alike, all are brought to LF. A text that mixes both is left as it is, since
 * what a line ends with could not be given back.
 */
export function commonLineEndings(base: Buffer, yours: Buffer, generated: Buffer): CommonLineEndings {
  const styles = [base, yours, generated].map(styleOf);
  const uniform = new Set(styles.filter((style) => style !== 'none'));
  if (uniform.has('mixed') || uniform.size < 2) {
    return { texts: [base, yours, generated], restore: (merged) => merged };
  }
  // A file of one line without an end has no style of its own: it takes the generated one.
  const style = styles[1] === 'none' ? styles[2] : styles[1];
  return {
    texts: [toLf(base), toLf(yours), toLf(generated)],
    restore: (merged) => (style === 'crlf' ? toCrlf(merged) : merged),
  };
}

function styleOf(text: Buffer): Style {
  let crlf = 0;
  let lf = 0;
  for (let at = text.indexOf(0x0a); at >= 0; at = text.indexOf(0x0a, at + 1)) {
    if (at > 0 && text[at - 1] === 0x0d) crlf += 1;
    else lf += 1;
  }
  if (crlf > 0 && lf > 0) return 'mixed';
  return crlf > 0 ? 'crlf' : lf > 0 ? 'lf' : 'none';
}

/** Byte by byte in latin1, so that texts in any encoding survive. */
function toLf(text: Buffer): Buffer {
  return Buffer.from(text.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

function toCrlf(text: Buffer): Buffer {
  return Buffer.from(text.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
}
