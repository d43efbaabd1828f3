import type { TextProblem } from '../../errors';
import type { YamlSource } from './open-yaml';

/** More than these are counted and not kept: nobody reads them. */
const KEPT = 1_000;

/** Collects what is wrong with a text, so that a person learns of everything at once. */
export class Problems {
  readonly list: TextProblem[] = [];
  private readonly said = new Set<string>();

  get isFull(): boolean {
    return this.list.length >= KEPT;
  }

  add({ file, lines }: Pick<YamlSource, 'file' | 'lines'>, offset: number, subject: string, message: string) {
    const key = `${file ?? ''} ${offset} ${message}`;
    if (this.isFull || this.said.has(key)) return;
    this.said.add(key);
    this.list.push({ ...lines.placeOf(offset), file, subject, message });
  }
}
