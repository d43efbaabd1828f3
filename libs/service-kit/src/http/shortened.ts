/** The text, or its beginning and an ellipsis when it has more than `max` characters. */
export function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
