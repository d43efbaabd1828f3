import type { Draw } from './draw.js';

const text = (row: Draw['row'], ...names: string[]): string | undefined => {
  const found = names.map((name) => row[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : undefined;
};

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** An address that reaches nobody, of the name that the row has. */
function email({ faker, row }: Draw): string {
  const [first = faker.person.firstName(), ...rest] =
    text(row, 'name', 'fullName', 'displayName')?.split(' ') ?? [];
  const firstName = text(row, 'firstName', 'givenName') ?? first;
  const lastName =
    text(row, 'lastName', 'familyName', 'surname') ?? (rest.join('.') || faker.person.lastName());
  return faker.internet.exampleEmail({ firstName, lastName }).toLowerCase();
}

/** `AB-00017`: numbers that people give to things. */
const code = ({ faker, index, attempt }: Draw) =>
  `${faker.string.alpha({ length: 2, casing: 'upper' })}-${String(index + 1 + attempt * 1_000).padStart(5, '0')}`;

/** Texts by what they mean. */
export const TEXTS = {
  person: ({ faker }) => `${faker.person.firstName()} ${faker.person.lastName()}`,
  firstName: ({ faker }) => faker.person.firstName(),
  lastName: ({ faker }) => faker.person.lastName(),
  userName: ({ faker }) => faker.internet.username().toLowerCase(),
  jobTitle: ({ faker }) => faker.person.jobTitle(),
  company: ({ faker }) => faker.company.name(),
  department: ({ faker }) => faker.commerce.department(),
  product: ({ faker }) => faker.commerce.productName(),
  title: ({ faker }) => capital(faker.lorem.words({ min: 2, max: 5 })),
  words: ({ faker }) => capital(faker.lorem.words({ min: 1, max: 3 })),
  word: ({ faker }) => faker.word.noun(),
  sentence: ({ faker }) => faker.lorem.sentence(),
  paragraph: ({ faker }) => faker.lorem.paragraph(),
  email,
  phone: ({ faker }) => faker.phone.number({ style: 'international' }),
  webAddress: ({ faker }) => `https://${faker.lorem.word()}.example.com/${faker.lorem.slug(2)}`,
  imageAddress: ({ faker }) => `https://images.example.com/${faker.lorem.slug(2)}.jpg`,
  street: ({ faker }) => faker.location.streetAddress(),
  city: ({ faker }) => faker.location.city(),
  postCode: ({ faker }) => faker.location.zipCode(),
  state: ({ faker }) => faker.location.state(),
  country: ({ faker }) => faker.location.country(),
  countryCode: ({ faker }) => faker.location.countryCode(),
  address: ({ faker }) => `${faker.location.streetAddress()}, ${faker.location.city()}`,
  timeZone: ({ faker }) => faker.location.timeZone(),
  currencyCode: ({ faker }) => faker.helpers.arrayElement(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK']),
  languageCode: ({ faker }) => faker.helpers.arrayElement(['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'ja']),
  locale: ({ faker }) => faker.helpers.arrayElement(['en-US', 'en-GB', 'de-DE', 'fr-FR', 'es-ES', 'ja-JP']),
  code,
  slug: ({ faker }) => faker.lorem.slug(3),
  color: ({ faker }) => faker.color.human(),
  hexColor: ({ faker }) => faker.color.rgb(),
  ipAddress: ({ faker }) => faker.internet.ipv4({ network: 'private-a' }),
  userAgent: ({ faker }) => faker.internet.userAgent(),
  iban: ({ faker }) => faker.finance.iban(),
  isbn: ({ faker }) => faker.commerce.isbn(),
  fileName: ({ faker }) => faker.system.commonFileName(),
  mimeType: ({ faker }) => faker.system.mimeType(),
  version: ({ faker }) => faker.system.semver(),
  hash: ({ faker }) => faker.string.hexadecimal({ length: 64, casing: 'lower', prefix: '' }),
  uuid: ({ faker }) => faker.string.uuid(),
} as const satisfies Record<string, (draw: Draw) => string>;

/** What a text means. */
export type TextMeaning = keyof typeof TEXTS;
