import { readJson, type Tree } from '@nx/devkit';
import { className, listed } from '../source/names';
import { accessKeys, findPlaces, type Places, SERVER, testFile } from './places';

/** What the command line gives; see schema.json. */
export interface EndpointOptions {
  name?: string;
  folder?: string;
  path?: string;
  summary?: string;
  for?: 'members' | 'owners';
  controller?: string;
}

/** An endpoint that can be added. */
export interface NewEndpoint {
  operation: string;
  /** Class of its answer. */
  view: string;
  /** As it is called: `/api/resources/:resourceId/usage`. */
  path: string;
  /** As its method says it, below the path of the controller. */
  subpath: string;
  /** The parameter by which the guard finds the workspace. */
  key: string;
  summary: string;
  readers: 'members' | 'owners';
  places: Places;
}

interface ApiDocument {
  paths: Record<string, Record<string, { operationId: string }>>;
  components: { schemas: Record<string, unknown> };
}

/** Checks what was asked for. Each refusal says what to type instead. */
export function readEndpointOptions(tree: Tree, options: EndpointOptions): NewEndpoint {
  const { name = '', folder = '', path = '', summary = '', for: readers = 'members' } = options;
  if (!/^get[A-Z][a-zA-Z0-9]*$/.test(name))
    throw new Error(
      `Name the operation after what it gets, such as getResourceUsage: not "${name}". One that lists or changes something is written after a neighbour.`,
    );
  if (!/^[A-Z].*[^.\s]$/.test(summary))
    throw new Error(
      `Say in a few words what it answers, with a capital and without a full stop: --summary='How much a service is used'.`,
    );
  const places = findPlaces(tree, folder.replace(/^\/|\/$/g, ''), options.controller);
  const endpoint = {
    operation: name,
    view: `${className(name.replace(/^get/, ''))}View`,
    path,
    subpath: below(places, path),
    key: keyOf(accessKeys(tree), path),
    summary,
    readers,
    places,
  };
  refuseWhatIsTaken(tree, endpoint);
  return endpoint;
}

function below({ base, controller }: Places, path: string): string {
  if (path !== base && !path.startsWith(`${base}/`))
    throw new Error(`Paths of ${controller.edit.path} begin with ${base}/: begin --path so, not "${path}".`);
  if (!/^(\/(:[a-zA-Z]+|[a-z0-9]+(-[a-z0-9]+)*))+$/.test(path))
    throw new Error(
      `Write --path in small letters with dashes, and parameters as :resourceId, without a slash at the end: not "${path}".`,
    );
  return path.slice(base.length + 1);
}

function keyOf(keys: readonly string[], path: string): string {
  const [key, ...more] = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (key === undefined || more.length > 0 || !keys.includes(key))
    throw new Error(
      `The guard finds the workspace by one parameter of the path: put exactly one of ${listed(keys.map((one) => `:${one}`))} into --path.`,
    );
  return key;
}

function refuseWhatIsTaken(tree: Tree, { operation, view, path, places }: NewEndpoint): void {
  const { paths, components } = readJson<ApiDocument>(tree, `${SERVER}/openapi.json`);
  const methods = Object.values(paths).flatMap((one) => Object.values(one));
  const members = [places.controller, places.service].flatMap(({ declaration }) => [...declaration.members]);
  if (
    methods.some(({ operationId }) => operationId === operation) ||
    members.some(({ name }) => name?.getText() === operation) ||
    tree.exists(testFile(operation))
  )
    throw new Error(`There is a ${operation} already: choose another name.`);
  if (components.schemas[view] || tree.read(places.dto, 'utf-8')?.includes(`class ${view} `))
    throw new Error(`There is an answer ${view} already: choose another name than ${operation}.`);
  const documented = path.replaceAll(/:(\w+)/g, '{$1}');
  const other = Object.entries(paths).find(([one, { get }]) => get && isAnsweredBy(documented, one));
  if (other)
    throw new Error(
      `GET ${documented} is answered by ${other[1].get?.operationId}, GET ${other[0]}: choose another --path.`,
    );
}

/** Whether the path is the other one, or one of those that it stands for. */
function isAnsweredBy(path: string, other: string): boolean {
  const [parts, others] = [path.split('/'), other.split('/')];
  return (
    parts.length === others.length &&
    parts.every((part, index) => part === others[index] || others[index]?.startsWith('{'))
  );
}
