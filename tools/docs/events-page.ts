import { deadLetterTopic, ERROR_CODES, type Topic, TOPICS } from '@amplication/contracts';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

type BodyClass = new () => object;
interface Rule {
  name: string;
  constraints: unknown[];
  each: boolean;
}

/** How each rule of class-validator is worded; a rule that is not here makes the generator fail. */
const RULES: Record<string, (constraints: unknown[]) => string> = {
  isUuid: () => 'uuid',
  isInt: () => 'integer',
  isString: () => 'text',
  isObject: () => 'object',
  isArray: () => 'list',
  isUrl: () => 'http(s) URL',
  isIso8601: () => 'time, ISO 8601',
  isNotEmpty: () => 'not empty',
  min: ([least]) => `at least ${String(least)}`,
  maxLength: ([most]) => `at most ${Number(most).toLocaleString('en')} characters`,
  arrayMaxSize: ([most]) => `at most ${String(most)}`,
  matches: ([pattern]) => `matches \`${String(pattern).replaceAll('|', '\\|')}\``,
  isIn: ([values]) => (values === ERROR_CODES ? 'an error code' : `one of ${listed(values)}`),
};

/** The text of docs/events.md: what the catalogue in libs/contracts says. */
export function eventsPage(): string {
  return [
    '# Events',
    '',
    '<!-- Written by `npm run docs:events` from libs/contracts. Do not edit. -->',
    '',
    'CloudEvents 1.0 over Kafka, binary mode: the headers `ce_specversion`, `ce_id`, `ce_type` (the topic), `ce_source`',
    '(the service), `ce_time`, `ce_subject` (the key), `content-type` and, when there is a trace, `traceparent`; the body',
    'is JSON. A consumer drops an event whose `ce_id` it has handled, ignores fields that it does not know, and puts what',
    'does not validate, or what its handler fails on again and again, into the dead-letter topic, as it came, with',
    '`dlq_reason` and where it came from in the headers. `npm run topics` creates all topics. No event carries a token.',
    '',
    '| Topic | Key | From | To | Dead letters |',
    '|---|---|---|---|---|',
    ...TOPICS.map(
      ({ name, key, from, to }) =>
        `| [\`${name}\`](#${name.replaceAll('.', '')}) | ${key} | ${from.join(', ')} | ${to.join(', ')} | \`${deadLetterTopic(name)}\` |`,
    ),
    ...TOPICS.flatMap(section),
    '',
  ].join('\n');
}

function section(topic: Pick<Topic, 'name' | 'purpose'> & { body: BodyClass }): string[] {
  return [
    '',
    `## ${topic.name}`,
    '',
    topic.purpose,
    '',
    '| Field | Required | Value |',
    '|---|---|---|',
    ...rows(topic.body),
  ];
}

function rows(body: BodyClass, parent = '', optionalParent: string | null = null): string[] {
  return [...rulesByField(body)].flatMap(([field, rules]) => {
    const optional = rules.some(({ name }) => name === 'isOptional');
    const path = `${parent}${field}`;
    const required = optional ? 'no' : optionalParent ? `with \`${optionalParent}\`` : 'yes';
    const row = (value: string) => `| \`${path}\` | ${required} | ${value} |`;
    if (rules.some(({ name }) => name === 'nestedValidation'))
      return [row('object'), ...rows(nestedClass(body, field), `${path}.`, optional ? path : optionalParent)];
    return [
      row(
        rules
          .filter(({ name }) => name !== 'isOptional')
          .map(told)
          .join(', '),
      ),
    ];
  });
}

/** Inherited fields first, each with its kind before its limits. */
function rulesByField(body: BodyClass): Map<string, Rule[]> {
  const fields = new Map<string, Rule[]>();
  const found = getMetadataStorage()
    .getTargetValidationMetadatas(body, '', false, false)
    .sort((a, b) => ancestors(a.target) - ancestors(b.target));
  for (const { propertyName, name, type, constraints, each } of found) {
    // The type promises an array; a rule without arguments has none.
    const limits = constraints as unknown[] | undefined;
    const rule = { name: name ?? type, constraints: limits ?? [], each };
    fields.set(propertyName, [...(fields.get(propertyName) ?? []), rule]);
  }
  const order = Object.keys(RULES);
  for (const rules of fields.values())
    rules.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name) || Number(a.each) - Number(b.each));
  return fields;
}

function ancestors(type: unknown): number {
  return typeof type === 'function' ? 1 + ancestors(Object.getPrototypeOf(type)) : 0;
}

function told({ name, constraints, each }: Rule): string {
  const tell = RULES[name];
  if (!tell) throw new Error(`The generator of docs/events.md does not know the rule ${name}.`);
  return each ? `of ${tell(constraints)}` : tell(constraints);
}

function nestedClass(body: BodyClass, field: string): BodyClass {
  const nested: unknown = Reflect.get(plainToInstance(body, { [field]: {} }), field);
  if (typeof nested !== 'object' || nested === null) throw new Error(`${field} has no @Type.`);
  const type: unknown = nested.constructor;
  if (!isBodyClass(type)) throw new Error(`${field} has no class.`);
  return type;
}

function isBodyClass(value: unknown): value is BodyClass {
  return typeof value === 'function' && value !== Object;
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => `\`${String(value)}\``).join(', ') : '';
}
