/** The steps of a path such as `entities[0].fields[2].name`: names, and numbers for entries of lists. */
export function stepsOf(path: string): string[] {
  return path
    .replaceAll('[', '.')
    .replaceAll(']', '')
    .split('.')
    .filter((step) => step !== '');
}

/** A path one step further; a name of digits counts as an entry of a list, as problems have it. */
export function further(path: string, step: string | number): string {
  if (typeof step === 'number' || /^\d+$/.test(step)) return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}
