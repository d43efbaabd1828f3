/** The text without those of `characters` that stand at its end. Linear, which `/[…]+$/` is not. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The text without those of `characters` that stand at its beginning or its end. */
export function trim(text: string, characters: string): string {
  const trimmed = trimEnd(text, characters);
  let start = 0;
  while (start < trimmed.length && characters.includes(trimmed.charAt(start))) start += 1;
  return trimmed.slice(start);
}
