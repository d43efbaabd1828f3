import { isMap, type YAMLSeq } from 'yaml';
import { fullOf, isSame } from '../write/short';
import type { MapToEdit } from './map-to-edit';
import { type Edits, inline, itemText, NotInPlace } from './edits';

export interface ListToEdit {
  list: YAMLSeq;
  before: unknown[];
  after: unknown[];
  /** Writes the whole anew, where nothing less helps. */
  replace: () => void;
  /** Changes an entry that is a mapping. */
  editItem: (item: MapToEdit) => void;
}

/** As `editMap`, for a list: entries at both ends that are the same stay as they are. */
export function editList(edits: Edits, { list, before, after, replace, editItem }: ListToEdit): void {
  if (list.items.length !== before.length || before.length === 0 || after.length === 0) return replace();
  let [start, end] = [0, 0];
  while (start < Math.min(before.length, after.length) && isSame(before[start], after[start])) start += 1;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const [olds, news] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (olds.length === news.length)
    return olds.forEach((old, index) => {
      const node = list.items[start + index];
      const [was, is] = [fullOf(old), fullOf(news[index])];
      if (isSame(was, is)) return;
      if (isMap(node) && node.items.length > 0 && was instanceof Map && is instanceof Map)
        editItem({ map: node, before: was, after: is, level: 'inside', names: new Map(), inside: new Map() });
      else edits.replace(startOf(node), edits.endOf(node), inline(news[index]));
    });
  const isAdded = olds.length === 0 && end === 0 && start > 0;
  if (!isAdded) return replace();
  const last = edits.endOf(list.items[start - 1]);
  if (list.flow) return edits.replace(last, last, news.map((item) => `, ${inline(item)}`).join(''));
  const first = startOf(list.items[0]);
  const dash = edits.source.lastIndexOf('-', first - 1);
  const indent = dash - edits.lineStart(dash);
  const lines = news.map((item) => `\n${' '.repeat(indent)}- ${itemText(item, indent + 2)}`);
  edits.replace(edits.lineEnd(last), edits.lineEnd(last), lines.join(''));
}

function startOf(node: unknown): number {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  const start: unknown = Array.isArray(range) ? range[0] : null;
  if (typeof start !== 'number') throw new NotInPlace('It has no place.');
  return start;
}
