import { examineModel, type ModelProblem, type ServiceModel } from '@amplication/service-model';
import { isMap } from 'yaml';
import { ModelRefusedError } from '../../errors';
import type { ReadModel } from '../../read-model';
import { Aliases } from '../source/aliases';
import { openYaml, type YamlSource } from '../source/open-yaml';
import { type Against, type EntityOutline, type Outline, outlineOf, type Thing } from './outline';
import { done, namesOf, type Shape, shaped, unknown } from './parts';
import { Places } from './places';
import { Problems } from '../source/problems';
import { readEntity } from './read-entity';
import { References } from './references';
import { TextNode } from '../source/text-node';

/**
 * Reads a model from its text form. Ids that the text leaves out are those of the `current` model for things of the same
 * name, else they are made of the name; `renamedFrom` says that something is the current one of another name.
 * @throws ModelSyntaxError for what would take too long to read
 * @throws ModelRefusedError where it is no YAML or no model, with everything that is wrong
 * @throws ModelTooLargeError for more than 10 MB
 */
export function readYaml(text: string, current: ServiceModel | null = null): ReadModel {
  return readTexts([{ file: null, text }], { current, trustNames: false });
}

/** A text of which a part of a model is read. */
export interface TextFile {
  file: string | null;
  text: string;
}

export function readTexts(files: readonly TextFile[], against: Against): ReadModel {
  const problems = new Problems();
  const sources = files.map(({ file, text }) => openYaml(text, file, problems));
  refuseIfAny(problems);
  const aliases = new Aliases(problems);
  for (const source of sources) aliases.read(source);
  refuseIfAny(problems);
  const nodes = sources.flatMap((source) => documentsOf(source, aliases, problems));
  const { service, entities } = told(nodes, problems);
  if (!service) throw new ModelRefusedError(problems.list);
  const { value, places } = build(service, entities, against);
  const { model, problems: found } = examineModel(value);
  explain(found, places, service, problems);
  refuseIfAny(problems);
  if (!model) throw new ModelRefusedError(problems.list);
  return { model, losses: [] };
}

/** Shows what is wrong with the model at its place in the text, unless the text's own words for it were found before. */
function explain(
  found: readonly ModelProblem[],
  places: Places,
  service: TextNode,
  problems: Problems,
): void {
  const said = new Set(problems.list.flatMap(({ subject }) => [subject, subject.replace(/\[\d+\]$/, '')]));
  for (const { path, message } of found) {
    if (problems.isFull) return;
    const { node, missing } = places.find(path);
    const at = node ?? service;
    const subject = [at.subject, ...missing].filter((part) => part !== '').join('.');
    if (said.has(subject)) continue;
    at.context.problems.add(at.context.source, at.offset, subject, message);
    // Of what is missing nothing else helps.
    if (message === 'is missing') said.add(subject);
  }
}

function refuseIfAny({ list }: Problems): void {
  if (list.length > 0) throw new ModelRefusedError(list);
}

/** The documents of a text; one that holds nothing, as before a first `---`, is none. */
function documentsOf(source: YamlSource, aliases: Aliases, problems: Problems): TextNode[] {
  return source.documents
    .map(({ contents, range }) => {
      // An entity is told of by its name.
      const entity: unknown = isMap(contents) ? contents.get('entity') : null;
      const name = typeof entity === 'string' ? entity : '';
      const offset = contents?.range[0] ?? range[0];
      return new TextNode({ source, aliases, problems }, contents, name, offset);
    })
    .filter((node) => !node.isEmpty);
}

/** Which document is the service, and which are entities. */
function told(nodes: readonly TextNode[], problems: Problems) {
  const entities = nodes.filter((node) => node.entries().has('entity'));
  const [service, second] = nodes.filter((node) => node.entries().has('service'));
  const others = nodes.filter((node) => !['service', 'entity'].some((key) => node.entries().has(key)));
  for (const node of others) node.refuse('a document must say `service: <name>` or `entity: <name>`');
  second?.refuse('there must be one document that says `service: <name>`, and this is the second');
  const [first] = nodes;
  if (!service && first && others.length === 0)
    first.context.problems.add(
      first.context.source,
      first.offset,
      '',
      'one document must say `service: <name>`, and none does',
    );
  if (nodes.length === 0)
    problems.list.push({
      ...{ line: 1, column: 1, file: null, subject: '' },
      message: 'there must be a document that says `service: <name>`, and nothing is there',
    });
  return { service: service ?? null, entities };
}

function build(service: TextNode, documents: readonly TextNode[], against: Against) {
  const parts = service.entries();
  const order = parts.get('entities');
  const outline = outlineOf(parts, order ? inOrder(order, documents) : documents, against);
  const references = new References(outline);
  const roles: Shape = () => [
    'roles',
    outline.roles.map((role) => ({ ...shaped(role.parts, NAMED), id: role.id, name: role.name })),
  ];
  const enums: Shape = () => [
    'enums',
    outline.enums.map(({ id, name, parts: said, values }) => ({
      ...shaped(said, {
        ...NAMED,
        values: () => [
          'values',
          values.map((one) => ({
            ...shaped(one.parts, { ...NAMED, name: done }),
            id: one.id,
            name: one.name,
          })),
        ],
      }),
      ...{ id, name },
    })),
  ];
  const value = {
    ...shaped(parts, {
      ...{ name: unknown, entities: done, roles, enums },
      service: (node) => ['name', node.written ?? node.plain()],
    }),
    entities: outline.entities.map((entity) => readEntity(entity, references, against.trustNames)),
  };
  return { value, places: placesOf(service, outline) };
}

const NAMED: Record<string, Shape> = { id: done, renamedFrom: done, name: unknown };

/** Entities as the service lists them, and then the others. */
function inOrder(order: TextNode, documents: readonly TextNode[]): TextNode[] {
  const byName = new Map(documents.map((node) => [node.subject, node]));
  const first = namesOf(order).flatMap(({ name, node }) => {
    const found = byName.get(name);
    if (!found) node.refuse(`names no entity of this service: ${name}`);
    return found ?? [];
  });
  const listed = new Set(first);
  return [...listed, ...documents.filter((node) => !listed.has(node))];
}

function placesOf(service: TextNode, { roles, enums, entities }: Outline): Places {
  const places = new Places();
  const all = (path: string, things: readonly Thing[]) =>
    things.forEach(({ node }, index) => places.set(`${path}[${index}]`, node));
  places.set('', service);
  const name = service.entries().get('service');
  if (name) places.set('name', name);
  all('roles', roles);
  all('enums', enums);
  enums.forEach(({ values }, index) => all(`enums[${index}].values`, values));
  all('entities', entities);
  entities.forEach((entity: EntityOutline, index) => {
    const path = `entities[${index}]`;
    const named = entity.parts.get('entity');
    if (named) places.set(`${path}.name`, named);
    all(`${path}.fields`, entity.fields);
    all(`${path}.relations`, entity.relations);
  });
  return places;
}
