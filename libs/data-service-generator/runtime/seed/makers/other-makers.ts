import type { Maker } from './draw.js';

/** True in so many of ten rows. */
export const yesOrNo =
  (often = 5): Maker =>
  ({ faker }) =>
    faker.datatype.boolean({ probability: often / 10 });

/** A UUID. */
export const uuid = (): Maker => (draw) => draw.faker.string.uuid();

/** A document of JSON. */
export const json = (): Maker => (draw) => ({
  color: draw.faker.color.human(),
  size: draw.faker.helpers.arrayElement(['S', 'M', 'L']),
});

/** Some bytes, in Base64. */
export const bytes = (): Maker => (draw) =>
  Buffer.from(draw.faker.string.alphanumeric(24)).toString('base64');

/** Up to three values. */
export const listOf =
  (make: Maker): Maker =>
  (draw) => {
    const made = draw.faker.helpers.multiple(() => make(draw), { count: { min: 1, max: 3 } });
    return made.includes(undefined) ? undefined : [...new Set(made)];
  };

/** An id of some letters, as the libraries of that name make them. */
export const id = (made: 'cuid' | 'cuid2' | 'nanoid' | 'ulid', length: number): Maker => {
  const letters =
    made === 'ulid' ? '0123456789ABCDEFGHJKMNPQRSTVWXYZ' : '0123456789abcdefghijklmnopqrstuvwxyz';
  const begin = { cuid: 'c', cuid2: 'a', nanoid: '', ulid: '0' }[made];
  return ({ faker }) => begin + faker.string.fromCharacters(letters, length - begin.length);
};

/** One of some persons, for whom a token can be asked: `npm run token -- --subject ada`. */
export const subject = (rules?: { max?: number }): Maker => named(['ada', 'grace', 'alan', 'edsger'], rules);

/** One of some tenants, for whom a token can be asked: `npm run token -- --tenant north`. */
export const tenant = (rules?: { max?: number }): Maker => named(['north', 'south', 'west'], rules);

const named =
  (names: readonly string[], { max = Infinity }: { max?: number } = {}): Maker =>
  ({ faker }) =>
    faker.helpers.arrayElement(names).slice(0, max);

/** One of some UUIDs, where persons or tenants are known by such: `00000000-0000-4000-8000-000000000001` to `3`. */
export const knownUuid = (): Maker => (draw) =>
  `00000000-0000-4000-8000-00000000000${draw.faker.number.int({ min: 1, max: 3 })}`;

/** No value is known: what for, stands in the sentence that the command prints. */
export const unknown = (): Maker => () => undefined;
