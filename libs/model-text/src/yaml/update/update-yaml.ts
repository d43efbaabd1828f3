import type { ServiceModel } from '@amplication/service-model';
import { isMap, parseDocument } from 'yaml';
import { ModelTextError } from '../../errors';
import { readTexts } from '../read/read-yaml';
import { isSame, type Tree } from '../write/short';
import { treeOf } from '../write/tree-of-model';
import { documentText } from '../write/write-yaml';
import { Edits, NotInPlace } from './edits';
import { editMap } from './edit-map';
import type { MapToEdit, Names } from './map-to-edit';
import { segmentsOf } from './segments';

/**
 * Changes a text so that it says the model: what it says already stays as it is written, with its comments, its order
 * and its form. Read against the model the text gives the model, ids included.
 * @throws ModelTextError for a text that is no model
 */
export function updateYaml(text: string, model: ServiceModel): string {
  const before = read(text, model);
  if (isEqual(before, model)) return text;
  const updated = inPlace(text, before, model);
  // Whatever was overlooked, the text that goes out says the model.
  if (says(updated, model)) return updated;
  const [service, entities] = [treeOf(model).service, treeOf(model).entities];
  return [service, ...entities].map(documentText).join('---\n');
}

const read = (text: string, current: ServiceModel): ServiceModel =>
  readTexts([{ file: null, text }], { current, trustNames: true }).model;

function says(text: string, model: ServiceModel): boolean {
  try {
    return isEqual(read(text, model), model);
  } catch (error) {
    if (error instanceof ModelTextError) return false;
    throw error;
  }
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function inPlace(text: string, before: ServiceModel, after: ServiceModel): string {
  const [old, now] = [treeOf(before), treeOf(after)];
  const segments = segmentsOf(text);
  const entityAt = new Map(before.entities.map((entity, index) => [entity.name, { entity, index }]));
  const known = new Map<string, string>();
  const rest: string[] = [];
  for (const { name, text: segment } of segments) {
    const found = name === null ? undefined : entityAt.get(name);
    if (!found) {
      const renames = new Map([
        ['roles', namesOf(before.roles, after.roles)],
        ['enums', namesOf(before.enums, after.enums)],
      ]);
      rest.push(name === null ? updated(segment, old.service, now.service, renames) : segment);
      continue;
    }
    const { entity, index } = found;
    const at = after.entities.findIndex(({ id }) => id === entity.id);
    const [was, is] = [old.entities[index], now.entities[at]];
    const next = after.entities[at];
    if (!was || !is || !next) continue;
    const renames = new Map([
      ['fields', namesOf(entity.fields, next.fields)],
      ['relations', namesOf(entity.relations, next.relations)],
    ]);
    known.set(entity.id, updated(segment, was, is, renames));
  }
  const written = after.entities.map(
    ({ id }, index) => known.get(id) ?? documentText(now.entities[index] ?? new Map()),
  );
  return [...rest, ...written].map(separated).join('');
}

/** A segment that is not the first begins with the mark of a document, and each ends its last line. */
function separated(segment: string, index: number): string {
  const marked = index === 0 || /^---(?:\s|$)/.test(segment) ? segment : `---\n${segment}`;
  return marked === '' || marked.endsWith('\n') ? marked : `${marked}\n`;
}

interface Named {
  id: string;
  name: string;
}

/** What has another name now. */
function namesOf(before: readonly Named[], after: readonly Named[]): Names {
  const names = new Map(after.map(({ id, name }) => [id, name]));
  return new Map(
    before.flatMap(({ id, name }): [string, string][] => {
      const now = names.get(id);
      return now === undefined || now === name ? [] : [[name, now]];
    }),
  );
}

/** One document that says what it is to say; written anew, with the comments before it, where it cannot be changed. */
function updated(segment: string, before: Tree, after: Tree, inside: MapToEdit['inside']): string {
  if (isSame(before, after)) return segment;
  const { contents } = parseDocument(segment, { uniqueKeys: false, schema: 'core' });
  try {
    if (!isMap(contents) || contents.flow) throw new NotInPlace('It is on one line.');
    const edits = new Edits(segment);
    editMap(edits, { map: contents, before, after, level: 'document', names: new Map(), inside });
    return edits.apply();
  } catch (error) {
    if (!(error instanceof NotInPlace)) throw error;
    return `${segment.slice(0, contents?.range[0] ?? 0)}${documentText(after)}`;
  }
}
