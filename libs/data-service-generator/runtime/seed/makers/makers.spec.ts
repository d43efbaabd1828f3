import { verify } from 'argon2';
import fc from 'fast-check';
import { newDraw, type Maker, newFaker } from './draw.js';
import { bytes, clockTime, day, decimal, double, id, integer, json, listOf, moment } from './makers.js';
import {
  knownUuid,
  other,
  secret,
  subject,
  tenant,
  text,
  unknown,
  uuid,
  wallTime,
  wordOf,
  yesOrNo,
} from './makers.js';
import { TEXTS, type TextMeaning } from './texts.js';

/** What a maker makes for so many rows. */
async function made(make: Maker, { count = 50, attempt = 0 } = {}): Promise<unknown[]> {
  const faker = newFaker();
  const values: unknown[] = [];
  for (let index = 0; index < count; index += 1) values.push(await make(newDraw(faker, index, attempt, {})));
  return values;
}

const MEANINGS = Object.keys(TEXTS).filter((key): key is TextMeaning => key in TEXTS);

describe('texts', () => {
  it.each(MEANINGS)('that mean %s are made, as long as they may be', async (meaning) => {
    for (const value of await made(text(meaning))) expect(value).toMatch(/\S/);
    for (const rules of [{ max: 14 }, { min: 40, max: 45 }, { min: 3, max: 3 }])
      for (const value of await made(text(meaning, rules))) {
        if (value === undefined) continue;
        expect(String(value).length).toBeLessThanOrEqual(rules.max);
        expect(String(value).length).toBeGreaterThanOrEqual(rules.min ?? 0);
      }
  });

  it('are known for any length that is no address', async () => {
    const lengths = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }));
    await fc.assert(
      fc.asyncProperty(lengths, async ([a, b]) => {
        const rules = { min: Math.min(a, b), max: Math.max(a, b) };
        for (const value of await made(text('person', rules), { count: 3, attempt: a % 6 })) {
          expect(typeof value).toBe('string');
          expect([...String(value)].length).toBeGreaterThanOrEqual(rules.min);
          expect([...String(value)].length).toBeLessThanOrEqual(rules.max);
        }
      }),
    );
  });

  it.each([
    /^[a-z]+\/\d+$/u,
    /^[A-Z]{3}-\d{4}$/u,
    /^\+[1-9]\d{1,14}$/u,
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/u,
    /^(?:draft|final)-v\d+$/u,
    /^\d{5}(-\d{4})?$/u,
    /^\p{Lu}[\p{L}']+$/u,
  ])('of the pattern %s', async (pattern) => {
    const values = await made(text('words', { pattern }), { count: 20 });
    for (const value of values) expect(value).toMatch(pattern);
  });

  it('are not made up where nobody knows how', async () => {
    expect(await made(text('words', { pattern: /^(?=never)always$/u }), { count: 1 })).toEqual([undefined]);
    expect(await made(text('email', { max: 4 }), { count: 1 })).toEqual([undefined]);
  });

  it('reach no real person', async () => {
    for (const value of await made(text('email'))) expect(value).toMatch(/@example\.(?:com|net|org)$/);
    for (const value of await made(text('webAddress')))
      expect(value).toMatch(/^https:\/\/\w+\.example\.com\//);
  });

  it('give an address of e-mail the name of the row', async () => {
    const draw = newDraw(newFaker(), 0, 0, { name: 'Ada Lovelace' });
    expect(await text('email')(draw)).toMatch(/ada|lovelace/);
  });
});

describe('numbers', () => {
  it('are within their bounds, to the last digit', async () => {
    const whole = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    await fc.assert(
      fc.asyncProperty(whole, whole, async (a, b) => {
        const [min, max] = a < b ? [a, b] : [b, a];
        for (const value of await made(integer({ bytes: 8, min: `${min}`, max: `${max}` }), { count: 3 })) {
          expect(BigInt(String(value))).toBeGreaterThanOrEqual(min);
          expect(BigInt(String(value))).toBeLessThanOrEqual(max);
        }
      }),
    );
  });

  it.each([
    [{ precision: 5, scale: 2 }, /^-?\d{1,3}\.\d\d$/],
    [{ precision: 2, scale: 4 }, /^-?0\.00\d\d$/],
    [{ precision: 3, scale: -2 }, /^-?\d{1,3}00$/],
    [{ precision: 4, scale: 0, min: '-3', max: '-2.5' }, /^-3$/],
    [{ min: '0.005', max: '0.014' }, /^0\.01$/],
    [{ usual: ['1', '500'] as const }, /^\d{1,3}\.\d\d$/],
  ])('as decimals of %j', async (rules, form) => {
    for (const value of await made(decimal(rules))) expect(value).toMatch(form);
  });

  it('are not made where none is allowed', async () => {
    expect(await made(integer({ bytes: 2, min: '40000' }), { count: 1 })).toEqual([undefined]);
    expect(await made(decimal({ precision: 2, scale: 1, min: '10' }), { count: 1 })).toEqual([undefined]);
    expect(await made(double({ min: 2, max: 1 }), { count: 1 })).toEqual([undefined]);
  });

  it('are what is usual where that is allowed', async () => {
    for (const value of await made(integer({ min: '0', usual: ['18', '80'] }))) {
      expect(value).toBeGreaterThanOrEqual(18);
      expect(value).toBeLessThanOrEqual(80);
    }
    for (const value of await made(double({ min: 0.5, max: 0.75 }))) expect(value).toBeLessThanOrEqual(0.75);
  });
});

describe('everything else', () => {
  it.each<[string, Maker, RegExp]>([
    ['a day', day(), /^202\d-\d\d-\d\d$/],
    ['a birthday', day('birth'), /^(?:19|20)\d\d-\d\d-\d\d$/],
    ['a moment', moment(), /^202\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/],
    ['a wall time', wallTime('end'), /^202\d-\d\d-\d\dT\d\d:\d\d:\d\d$/],
    ['a time of day', clockTime(), /^\d\d:\d\d:00$/],
    ['a time of day in a zone', clockTime({ zone: true }), /^\d\d:\d\d:00\+00$/],
    ['a UUID', uuid(), /^[0-9a-f-]{36}$/],
    ['a UUID that tokens may have', knownUuid(), /^0{8}-0000-4000-8000-0{11}[123]$/],
    ['a cuid', id('cuid', 25), /^c[0-9a-z]{24}$/],
    ['a nanoid', id('nanoid', 12), /^[0-9a-z]{12}$/],
    ['a subject', subject(), /^(?:ada|grace|alan|edsger)$/],
    ['a short tenant', tenant({ max: 2 }), /^(?:no|so|we)$/],
    ['a word', wordOf('new', 'paid'), /^(?:new|paid)$/],
    ['a vector', other('vector(3)'), /^\[[\d.]+,[\d.]+,[\d.]+\]$/],
    ['bits', other('bit varying(5)'), /^[01]{5}$/],
    ['an address', other('INET'), /^10\./],
    ['bytes', bytes(), /^[A-Za-z0-9+/]+=*$/],
  ])('makes %s', async (_what, make, form) => {
    const values = await made(make);
    for (const value of values) expect(value).toMatch(form);
    expect(await made(make)).toEqual(values);
  });

  it('makes the moments of a row one after the other', async () => {
    const draw = newDraw(newFaker(), 0, 0, {});
    const values = [moment('made'), moment('later'), moment('later'), moment('end')].map((make) =>
      String(make(draw)),
    );
    expect([...values].sort()).toEqual(values);
  });

  it('makes lists without repeating a value, and none of what it does not know', async () => {
    for (const value of await made(listOf(wordOf('a', 'b')))) {
      const list = Array.isArray(value) ? value : [];
      expect(list.length).toBeGreaterThan(0);
      expect(new Set(list).size).toBe(list.length);
    }
    expect(await made(listOf(unknown()), { count: 1 })).toEqual([undefined]);
    expect(await made(other('no_such_type'), { count: 1 })).toEqual([undefined]);
  });

  it('keeps a hash of a secret that whoever tries the service knows', async () => {
    const [hash] = await made(secret({ max: 12 }), { count: 1 });
    expect(await verify(String(hash), 'correct-hors')).toBe(true);
  });

  it('says yes as often as it is told', async () => {
    const values = await made(yesOrNo(9), { count: 200 });
    expect(values.filter((value) => value === true).length).toBeGreaterThan(150);
    expect(await made(json(), { count: 1 })).toEqual([
      { color: expect.any(String), size: expect.any(String) },
    ]);
  });
});
