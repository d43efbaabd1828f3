import { isMap, isSeq, type Pair } from 'yaml';
import { fullOf, isSame } from '../write/short';
import type { Edits } from './edits';
import { editList } from './edit-list';
import { MapInPlace, nameOf } from './map-in-place';
import type { MapToEdit } from './map-to-edit';

/** Makes a mapping of the text say what `after` says where `before` says something else, and leaves all else. */
export function editMap(edits: Edits, { map, before, after, level, names, inside }: MapToEdit): void {
  const pairs = new Map(map.items.map((pair) => [nameOf(pair), pair]));
  const place = new MapInPlace(edits, map, level === 'document' ? 'part' : 'inside');
  const oldNames = new Map([...names].map(([old, now]) => [now, old]));
  for (const key of before.keys()) if (!after.has(names.get(key) ?? key)) place.remove(pairs.get(key));
  let previous: Pair | null = null;
  for (const [key, value] of after) {
    const old = oldNames.get(key) ?? key;
    const pair = pairs.get(old);
    if (!pair) {
      place.insert(previous, key, value);
      continue;
    }
    previous = pair;
    if (old !== key) place.rename(pair, key);
    if (isSame(before.get(old), value)) continue;
    const [was, is] = [fullOf(before.get(old)), fullOf(value)];
    const { value: node } = pair;
    const replace = () => place.replace(pair, key, value);
    if (isMap(node) && node.items.length > 0 && was instanceof Map && is instanceof Map)
      editMap(edits, {
        ...{ map: node, before: was, after: is, level: place.level },
        ...{ names: inside.get(key) ?? new Map(), inside: new Map() },
      });
    else if (isSeq(node) && Array.isArray(was) && Array.isArray(is))
      editList(edits, {
        list: node,
        before: was,
        after: is,
        replace,
        editItem: (one) => editMap(edits, one),
      });
    else replace();
  }
}
