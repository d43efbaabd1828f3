import { isObject, type Json, type JsonObject, objectsOf, stringsOf } from './json';

/** Where a converted schema stands in the specification: the component's name and the way to the property in it. */
export type Origins = Map<object, string>;

const COPIED = [
  'type',
  'enum',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'required',
];

/**
 * Makes JSON Schemas of the schemas of OpenAPI 3.0, with what that version says by other means:
 *
 * - the discriminator `type`: where a component is expected, an object that names one which extends it is held to that;
 * - almost every component is open, so that a misspelt property would pass: the keyword `declared` lists the properties
 *   that are known where an object is expected, whichever part of it declares them.
 */
export class SchemaConverter {
  readonly origins: Origins = new Map();
  private readonly extendedBy = new Map<string, string[]>();

  constructor(private readonly components: Record<string, JsonObject>) {
    for (const name of Object.keys(components))
      for (const ancestor of this.ancestors(name))
        this.extendedBy.set(ancestor, [...(this.extendedBy.get(ancestor) ?? []), name]);
  }

  /** Definitions of all components, to stand in `$defs`. */
  definitions(): JsonObject {
    const entries = Object.entries(this.components).flatMap(([name, schema]): [string, JsonObject][] => [
      [`part:${name}`, this.part(schema, name)],
      [`whole:${name}`, this.whole(name)],
    ]);
    return Object.fromEntries(entries);
  }

  /** A schema where a value is expected: a body, a property, an item. `origin` names it in what is reported. */
  expected(schema: JsonObject, origin: string): JsonObject {
    const name = componentOf(schema);
    const component = name === null ? schema : (this.components[name] ?? {});
    const made: JsonObject =
      name === null
        ? { ...this.part(schema, origin), ...this.declared(origin, schema) }
        : { allOf: [{ $ref: reference('whole', name) }] };
    if (this.isObjectType(component)) made.type = 'object';
    this.origins.set(made, origin);
    return made;
  }

  /** A component that is not a part of another one: with what extends it, and closed. */
  private whole(name: string): JsonObject {
    const heirs = this.extendedBy.get(name) ?? [];
    const made: JsonObject = {
      allOf: [
        { $ref: reference('part', name) },
        ...heirs.map((heir) => ({
          if: { type: 'object', properties: { type: { const: heir } }, required: ['type'] },
          then: { $ref: reference('part', heir) },
        })),
      ],
      ...this.declared(name, { $ref: reference('part', name) }, heirs),
    };
    this.origins.set(made, name);
    return made;
  }

  /** A schema that others may stand beside in an `allOf`: it neither closes the object nor demands that it is one. */
  private part(schema: JsonObject, origin: string): JsonObject {
    const name = componentOf(schema);
    if (name !== null) return { $ref: reference('part', name) };
    const made: JsonObject = {};
    for (const keyword of COPIED) if (schema[keyword] !== undefined) made[keyword] = schema[keyword];
    if (made.type === 'object') delete made.type;
    if (isObject(schema.properties))
      made.properties = Object.fromEntries(
        Object.entries(schema.properties)
          .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
          .map(([property, inner]) => [property, this.expected(inner, `${origin}.${property}`)]),
      );
    if (isObject(schema.items)) made.items = this.expected(schema.items, `${origin}[]`);
    if (isObject(schema.additionalProperties) && Object.keys(schema.additionalProperties).length > 0)
      made.additionalProperties = this.expected(schema.additionalProperties, `${origin}.*`);
    const members = objectsOf(schema.allOf);
    if (members.length > 0) made.allOf = members.map((member) => this.part(member, origin));
    this.origins.set(made, origin);
    return made;
  }

  /** The keyword `declared`: none for an object that declares nothing, or whose other properties have a schema. */
  private declared(
    origin: string,
    schema: JsonObject,
    heirs: readonly string[] = [],
  ): { declared?: JsonObject } {
    const own = this.propertiesOf(schema);
    if (own === null || own.length === 0) return {};
    // Without a discriminator nothing says which one is there: what any of them declares is declared.
    if (!own.includes('type') && heirs.length > 0) {
      const all = heirs.flatMap((heir) => this.propertiesOf({ $ref: reference('part', heir) }) ?? []);
      return { declared: { origin, names: [...own, ...all] } };
    }
    const byType = heirs.map((heir): [string, Json] => [
      heir,
      this.propertiesOf({ $ref: reference('part', heir) }) ?? [],
    ]);
    return { declared: { origin, names: own, byType: Object.fromEntries(byType) } };
  }

  private propertiesOf(schema: JsonObject): string[] | null {
    const name = componentOf(schema);
    if (name !== null) return this.propertiesOf(this.components[name] ?? {});
    if (isObject(schema.additionalProperties)) return null;
    const inherited = objectsOf(schema.allOf).map((member) => this.propertiesOf(member));
    if (inherited.includes(null)) return null;
    const own = isObject(schema.properties) ? Object.keys(schema.properties) : [];
    return [...own, ...inherited.flatMap((names) => names ?? [])];
  }

  private isObjectType(schema: JsonObject): boolean {
    if (schema.type === 'object') return true;
    return objectsOf(schema.allOf).some((member) => {
      const name = componentOf(member);
      return this.isObjectType(name === null ? member : (this.components[name] ?? {}));
    });
  }

  private ancestors(name: string): string[] {
    return objectsOf(this.components[name]?.allOf).flatMap((member) => {
      const parent = componentOf(member);
      return parent === null ? [] : [parent, ...this.ancestors(parent)];
    });
  }
}

function componentOf(schema: JsonObject): string | null {
  if (typeof schema.$ref !== 'string') return null;
  return (
    schema.$ref
      .split('/')
      .pop()
      ?.replace(/^(part|whole):/, '') ?? null
  );
}

function reference(kind: 'part' | 'whole', name: string): string {
  return `#/$defs/${kind}:${name}`;
}

/** Properties of a value that its schema does not declare, each with the schema's name before it. */
export function undeclaredProperties(declared: JsonObject, value: JsonObject): string[] {
  const ofType = isObject(declared.byType) ? declared.byType[String(value.type)] : undefined;
  const names = new Set([...stringsOf(declared.names), ...stringsOf(ofType)]);
  const origin = ofType === undefined ? declared.origin : value.type;
  return Object.keys(value)
    .filter((name) => !names.has(name))
    .map((name) => `${String(origin)}.${name}`);
}
