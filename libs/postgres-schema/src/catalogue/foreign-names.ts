import { quoteName } from '../text/quote';
import type { Catalogue } from './catalogue-shape';

/** What is left of a cast to a domain of a text that has the domain's own type already. */
const CAST_TWICE = /\(('(?:[^']|'')*'::([a-z]+(?: [a-z]+)*))\)::\2(?![\w (])/g;

/** What becomes of the names that the new database does not know. */
export class ForeignNames {
  private readonly domains: ReadonlyMap<string, Catalogue['domains'][number]>;
  private readonly ownTypes: ReadonlySet<string>;
  private readonly domainCast: RegExp | null;
  private readonly movedSchema: RegExp | null;

  constructor(
    { domains, ownTypes, extensions, tables, enums, sequences }: Catalogue,
    /** Schemas with nothing but extensions, which a new database has in `public`. */
    readonly moved = schemasOfExtensions(extensions, [...tables, ...enums, ...sequences]),
  ) {
    this.domains = new Map(domains.map((domain) => [domain.type, domain]));
    this.ownTypes = new Set(ownTypes);
    this.domainCast = anyOf(
      domains.map(({ type }) => type),
      (names) => `::(${names})(?![\\w$"])`,
    );
    this.movedSchema = anyOf(moved.map(quoteName), (names) => `(?<![\\w$."])(?:${names})\\.`);
  }

  /** The type that a column can have elsewhere; `lost` is what it was when that is something else. */
  typeOf(type: string): { type: string; notNull: boolean; lost: string | null; isText: boolean } {
    const element = type.endsWith('[]') ? type.slice(0, -2) : type;
    const list = type === element ? '' : '[]';
    if (this.ownTypes.has(element)) return { type: `text${list}`, notNull: false, lost: type, isText: true };
    const domain = this.domains.get(element);
    if (!domain) return { type: this.moveSchemas(type), notNull: false, lost: null, isText: false };
    const base = this.typeOf(`${domain.base}${domain.base.endsWith('[]') ? '' : list}`);
    return { ...base, notNull: base.notNull || (domain.notNull && list === ''), lost: type };
  }

  /** An expression without domains and moved schemas. */
  expression(text: string): string {
    const domainCast = this.domainCast;
    const cast = domainCast
      ? text.replace(
          domainCast,
          (_whole, name: string) => `::${this.typeOf(name).type.replace(/\([^()]*\)/, '')}`,
        )
      : text;
    return this.moveSchemas(cast.replace(CAST_TWICE, '$1'));
  }

  private moveSchemas(text: string): string {
    return this.movedSchema ? text.replace(this.movedSchema, 'public.') : text;
  }
}

function schemasOfExtensions(extensions: Catalogue['extensions'], things: { schema: string }[]): string[] {
  const used = new Set(things.map(({ schema }) => schema));
  const schemas = new Set(extensions.map(({ schema }) => schema));
  return [...schemas].filter((schema) => !['public', 'pg_catalog'].includes(schema) && !used.has(schema));
}

/** A pattern for one of some names, the longest first; null for none. */
function anyOf(names: string[], pattern: (names: string) => string): RegExp | null {
  if (names.length === 0) return null;
  const escaped = [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(pattern(escaped.join('|')), 'g');
}
