import { plainDefault } from './plain-default';

describe('a default', () => {
  it.each([
    ['CURRENT_TIMESTAMP', 'now()'],
    ['NULL::character varying', null],
    ["'0'::bigint", '0'],
    ["'-1.5'::numeric", '-1.5'],
    ['(-1)', '-1'],
    ['0.0', '0'],
    ['10.50', '10.5'],
    ["'7'::oid", '7'],
    ["'$1.50'::money", '1.5'],
    ["'$20.00'::money", '20'],
    ["nextval(('a_seq'::text)::regclass)", "nextval('public.a_seq'::regclass)"],
    ['ARRAY[]::text[]', '[]'],
    ["ARRAY['it''s'::text, 'b'::text]", '["it\'s","b"]'],
    ["'{it''s,b}'::text[]", '["it\'s","b"]'],
    [String.raw`'{"a, \"b"}'::text[]`, String.raw`["a, \"b"]`],
    ["'{1,2}'::integer[]", '["1","2"]'],
    ['ARRAY[1, 2]', '["1","2"]'],
    ["'text'::text", "'text'::text"],
  ])('%s means %s', (written, plain) => {
    expect(plainDefault(written)).toBe(plain);
  });
});
