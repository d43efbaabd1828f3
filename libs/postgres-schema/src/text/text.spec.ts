import { isCall, withoutBrackets } from './brackets';
import { quoteName, quoteText } from './quote';
import { canonicalType } from './type-names';

describe('withoutBrackets', () => {
  it.each([
    ['((a > 1) AND (b < 2))', '(a > 1) AND (b < 2)'],
    ['(a > 1) AND (b < 2)', '(a > 1) AND (b < 2)'],
    ['( ( a ) )', 'a'],
    ["(a = ')')", "a = ')'"],
    ["(')') || ('(')", "(')') || ('(')"],
    ["(E'\\')') || ('(')", "(E'\\')') || ('(')"],
    ['("a)" > 1)', '"a)" > 1'],
    ['($$)$$) || ($x$($x$)', '($$)$$) || ($x$($x$)'],
    ['(a -- )\n)', 'a -- )'],
    ['(a /* ) */)', 'a /* ) */'],
    ['(a', '(a'],
    ['()', ''],
  ])('%s is %s', (expression, expected) => {
    expect(withoutBrackets(expression)).toBe(expected);
  });

  it('takes time in proportion to the length', () => {
    const deep = `${'('.repeat(100_000)}a${')'.repeat(100_000)}`;
    const started = performance.now();
    expect(withoutBrackets(deep)).toBe('a');
    expect(withoutBrackets("('".repeat(100_000))).toHaveLength(200_000);
    expect(withoutBrackets('$a$'.repeat(66_667))).toHaveLength(200_001);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('isCall', () => {
  it.each([
    ['lower(a)', true],
    ["coalesce(a, ')')", true],
    ['public.f()', true],
    ['lower(a) || lower(b)', false],
    ['(a)', false],
    ['a', false],
  ])('%s: %s', (expression, expected) => {
    expect(isCall(expression)).toBe(expected);
  });
});

describe('quoting', () => {
  it.each([
    ['orders', 'orders'],
    ['_1', '_1'],
    ['order', '"order"'],
    ['User', '"User"'],
    ['1st', '"1st"'],
    ['a"; --', '"a""; --"'],
    ['ünï', '"ünï"'],
  ])('the name %s is %s', (name, expected) => {
    expect(quoteName(name)).toBe(expected);
  });

  it('doubles the quotes of a text and leaves backslashes', () => {
    expect(quoteText("it's \\")).toBe("'it''s \\'");
  });
});

describe('canonicalType', () => {
  it.each([
    ['int4', 'integer'],
    ['INET', 'inet'],
    ['varbit(5)', 'bit varying(5)'],
    ['varchar ( 20 )', 'character varying(20)'],
    ['character  varying(20)[3]', 'character varying(20)[]'],
    ['char', 'character(1)'],
    ['"char"', '"char"'],
    ['timestamptz(3)', 'timestamp(3) with time zone'],
    ['timestamp (3) without time zone []', 'timestamp(3) without time zone[]'],
    ['time', 'time without time zone'],
    ['interval day to second (3)', 'interval day to second(3)'],
    ['decimal(10, 2)', 'numeric(10,2)'],
    ['double precision', 'double precision'],
    ['pg_catalog.int8', 'bigint'],
    ['citext', 'public.citext'],
    ['vector(1536)', 'public.vector(1536)'],
    ['Geometry(Point, 4326)', 'public.geometry(Point,4326)'],
    ['"My Type"', 'public."My Type"'],
    ['gis.geometry[]', 'gis.geometry[]'],
    ['"A"."b c"(1)', '"A"."b c"(1)'],
    ['no type at all!', 'no type at all!'],
  ])('%s is %s', (written, expected) => {
    expect(canonicalType(written)).toBe(expected);
    expect(canonicalType(expected)).toBe(expected);
  });
});
