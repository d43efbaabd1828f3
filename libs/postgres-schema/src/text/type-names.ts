import { own } from '@amplication/foundation';
import { quoteName } from './quote';

/** Other names of types, as people and tools write them, and what PostgreSQL calls them. */
const ALIASES: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int: 'integer',
  int4: 'integer',
  int8: 'bigint',
  dec: 'numeric',
  decimal: 'numeric',
  float: 'double precision',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  varchar: 'character varying',
  'char varying': 'character varying',
  char: 'character',
  varbit: 'bit varying',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
};

/** Types of PostgreSQL's own; one with another name belongs to an extension or to somebody. */
const OWN_TYPES: ReadonlySet<string> = new Set(
  `bigint bit boolean box bytea bpchar character cid cidr circle date datemultirange daterange gtsvector inet
  int4multirange int4range int8multirange int8range integer interval json jsonb jsonpath line lseg macaddr macaddr8 money
  name nummultirange numrange numeric oid oidvector int2vector path pg_lsn pg_snapshot point polygon real refcursor
  regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype
  smallint text tid tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector txid_snapshot uuid xid xid8
  xml`.split(/\s+/),
);

const NAME = String.raw`"(?:[^"]|"")+"|[^\s"().,[\]]+`;
/** A name, perhaps after a schema; words that belong to it; a modifier; brackets of an array, which say nothing more. */
const TYPE = new RegExp(
  String.raw`^(${NAME})(?:\.(${NAME}))?((?: [A-Za-z]+)*)(?:\(([^()]*)\)((?: [A-Za-z]+)*))?((?:\[\d*\])*)$`,
);

/**
 * The name of a type as `format_type` writes it without a search path: `varbit(5)` is `bit varying(5)`, `citext` is
 * `public.citext`. What is no name of a type is left as it is.
 */
export function canonicalType(written: string): string {
  const text = tidy(written);
  const match = TYPE.exec(text);
  if (!match) return written.trim();
  const [, first = '', second, before = '', modifier, after = '', arrays = ''] = match;
  const list = arrays === '' ? '' : '[]';
  const modifiers =
    modifier === undefined
      ? ''
      : `(${modifier
          .split(',')
          .map((part) => part.trim())
          .join(',')})`;
  if (second !== undefined && folded(first) !== 'pg_catalog')
    return `${quoteName(folded(first))}.${quoteName(folded(second))}${modifiers}${list}`;
  const words = `${before} ${after}`.toLowerCase().trim().split(/\s+/).join(' ');
  const name = folded(second ?? first);
  if (name === 'interval') return `${intervalOf(text)}${list}`;
  if (second === undefined && first.startsWith('"') && (name === 'char' || name === 'bit'))
    return `"${name}"${modifiers}${list}`;
  const [base = '', zone] = ownName(words === '' ? name : `${name} ${words}`).split(
    / (?=with(?:out)? time zone$)/,
  );
  if (zone !== undefined) return `${base}${modifiers} ${zone}${list}`;
  if (OWN_TYPES.has(base) || (!first.startsWith('"') && base.includes(' ')))
    return `${base}${sized(base, modifiers)}${list}`;
  return `public.${quoteName(name)}${modifiers}${list}`;
}

const ownName = (name: string): string => own(ALIASES, name) ?? name;

/** `char` without a length is one character long. */
const sized = (base: string, modifiers: string): string =>
  modifiers === '' && (base === 'character' || base === 'bit') ? '(1)' : modifiers;

const intervalOf = (text: string): string => text.toLowerCase().replace(/\[\d*\]/g, '');

/** One space between words and none beside brackets and points, outside of quoted names. */
const tidy = (written: string): string =>
  written
    .trim()
    .replace(/"[^"]*"|\s+/g, (part) => (part.startsWith('"') ? part : ' '))
    .replace(/"[^"]*"| ?([().,[\]]) ?/g, (part, mark?: string) =>
      mark === ')' ? part.trimStart() : (mark ?? part),
    )
    .trim();

/** A name as PostgreSQL understands it. */
const folded = (name: string): string =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
