import type { Tree } from '@nx/devkit';
import { className, constantName, listed } from '../source/names';
import { type BodyField, readFields } from './body-fields';
import type { KnownCatalogue, KnownTopic } from './catalogue';

export const EVENTS = 'libs/contracts/src/events';

/** What the command line gives; see schema.json. */
export interface EventOptions {
  name?: string;
  from?: readonly string[];
  to?: readonly string[];
  purpose?: string;
  key?: string;
  fields?: readonly string[];
}

/** An event that can be added. */
export interface NewEvent {
  /** `build.archived.v1` */
  topic: string;
  constant: string;
  body: string;
  /** Constants of the services. */
  from: string[];
  to: string[];
  purpose: string;
  key: string;
  fields: BodyField[];
  /** The module of libs/contracts that holds the bodies of its subject: `build-events`. */
  module: string;
  /** The last topic of the same subject, after which it goes. */
  after: KnownTopic;
}

/** Checks what was asked for. Each refusal says what to type instead. */
export function readEventOptions(tree: Tree, catalogue: KnownCatalogue, options: EventOptions): NewEvent {
  const { name = '', purpose = '', key = 'buildId' } = options;
  const [subject = ''] = name.split('.');
  if (!/^[a-z]+(-[a-z]+)*\.[a-z]+$/.test(name))
    throw new Error(
      `Name the event <whose>.<what has happened> in small letters, without a version, such as build.archived: not "${name}".`,
    );
  const after = catalogue.topics.findLast(({ event }) => event.startsWith(`${subject}.`));
  if (!after || !tree.exists(`${EVENTS}/${subject}-events.ts`))
    throw new Error(
      `There are events of ${listed(subjects(catalogue))}, not of ${subject}: begin the name with one of these. A new subject gets ${EVENTS}/${subject}-events.ts and its first topic by hand.`,
    );
  const taken = catalogue.topics.find(({ event }) => event === name);
  if (taken)
    throw new Error(`${name} is ${taken.constant} already: choose another name, or change that event.`);
  if (!/^[A-Z].*\.$/.test(purpose))
    throw new Error(
      `Say in one sentence what has happened, with a capital and a full stop: --purpose='A user archived a build.'`,
    );
  return {
    topic: `${name}.v1`,
    constant: constantName(name),
    body: className(name),
    from: services(catalogue, 'from', options.from),
    to: services(catalogue, 'to', options.to),
    purpose,
    key,
    fields: readFields(options.fields ?? [], key),
    module: `${subject}-events`,
    after,
  };
}

function subjects({ topics }: KnownCatalogue): Set<string> {
  return new Set(topics.map(({ event }) => event.replace(/\..*/, '')));
}

function services(
  { services: known }: KnownCatalogue,
  option: 'from' | 'to',
  names: readonly string[] = [],
): string[] {
  const choices = `one or more of ${listed(known.keys())}, with commas`;
  if (names.length === 0) throw new Error(`Give --${option}: ${choices}.`);
  return names.map((name) => {
    const constant = known.get(name);
    if (constant === undefined)
      throw new Error(
        `--${option}=${name} is no service that ${EVENTS}/catalogue.ts names: give ${choices}.`,
      );
    return constant;
  });
}
