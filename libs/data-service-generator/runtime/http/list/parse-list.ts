import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { nameOf, propertyOf } from '../api-names.js';
import { isNumber } from '../from-text.js';
import { type FieldError, Problem } from '../problem.js';
import { characters, isStorable } from '../rules.js';
import { LIMITS, type ListDefinition } from './definition.js';
import { LIST_PARAMETERS } from './filter-fields.js';
import { type FilterParameter, filterParameters } from './list-parameters.js';
import { type Filter, type ListRequest, type SortPart } from './request.js';

/** Reads the query of a URL as what it asks of a list; a problem names all that is wrong with it. */
export function listParser(definition: ListDefinition): (query: URLSearchParams) => ListRequest {
  const filters = new Map(filterParameters(definition).map((parameter) => [parameter.name, parameter]));
  return (query) => new Reading(definition, filters, byName(query)).request();
}

/** What is asked for by each name, in the order in which it is. */
function byName(query: URLSearchParams): Map<string, string[]> {
  const given = new Map<string, string[]>();
  for (const [name, value] of query) given.set(name, [...(given.get(name) ?? []), value]);
  return given;
}

/** One query, while it is read. */
class Reading {
  private readonly errors: FieldError[] = [];

  constructor(
    private readonly definition: ListDefinition,
    private readonly filters: ReadonlyMap<string, FilterParameter>,
    private readonly given: ReadonlyMap<string, readonly string[]>,
  ) {}

  request(): ListRequest {
    const { search, include } = this.definition;
    for (const name of this.given.keys())
      if (!this.isKnown(name)) this.refuse(name, 'is no parameter of this list');
    const offset = this.read('_offset', 0, (text) => this.whole('_offset', text, 0, LIMITS.offset));
    const request: ListRequest = {
      filters: this.readFilters(),
      search: this.read('_search', null, (text) => this.searchText(text)),
      searchIn: search,
      sort: this.read('_sort', [], (text) => this.sortParts(text)),
      limit: this.read('_limit', LIMITS.limitByDefault, (text) =>
        this.whole('_limit', text, 1, LIMITS.limit),
      ),
      offset: this.given.has('_cursor') ? 0 : offset,
      cursor: this.read('_cursor', null, (text) => this.cursorText(text)),
      total: this.read('_total', false, (text) => this.yesOrNo('_total', text)),
      include: this.read('_include', [], (text) => this.someOf('_include', text, include)),
    };
    if (this.errors.length > 0)
      throw new Problem('BAD_REQUEST', 'Parameters of the list are not valid.', {
        errors: this.errors.slice(0, LIMITS.errors),
      });
    return request;
  }

  private isKnown(name: string): boolean {
    const { search, sort, include } = this.definition;
    if (name === '_search') return search.length > 0;
    if (name === '_sort') return sort.length > 0;
    if (name === '_include') return include.length > 0;
    return LIST_PARAMETERS.has(name) || this.filters.has(name);
  }

  /** What a parameter says that may be there once. */
  private read<Value>(name: string, otherwise: Value, readText: (text: string) => Value | undefined): Value {
    const [text, ...more] = this.given.get(name) ?? [];
    if (text === undefined || !this.isKnown(name)) return otherwise;
    if (more.length > 0) this.refuse(name, 'must be given once');
    return readText(text) ?? otherwise;
  }

  private readFilters(): Filter[] {
    return [...this.given].flatMap(([name, texts]) => {
      const parameter = this.filters.get(name);
      return parameter ? [this.readFilter(parameter, texts)] : [];
    });
  }

  private readFilter(parameter: FilterParameter, texts: readonly string[]): Filter {
    const { name, field, operator } = parameter;
    const value =
      operator === 'in'
        ? this.valuesOf(parameter, texts)
        : this.read(name, undefined, (text) => this.valueOf(parameter, text));
    return { field: field.property, operator, value };
  }

  /** Values between commas, or one each time that the parameter is given. */
  private valuesOf(parameter: FilterParameter, texts: readonly string[]): unknown[] {
    const parts = texts.length > 1 ? texts : texts.flatMap((text) => text.split(','));
    if (parts.length <= LIMITS.values) return parts.map((text) => this.valueOf(parameter, text));
    this.refuse(parameter.name, `must have at most ${LIMITS.values} values`);
    return [];
  }

  private valueOf(parameter: FilterParameter, text: string): unknown {
    const { name, operator } = parameter;
    if (operator === 'isNull') return this.yesOrNo(name, text);
    if (operator !== 'contains' && operator !== 'startsWith') return this.checked(parameter, text);
    if (!isStorable(text)) this.refuse(name, 'must be a text');
    return text;
  }

  /** A value by the rules of its field. */
  private checked({ name, field }: FilterParameter, text: string): unknown {
    const { property } = field;
    const values = plainToInstance(this.definition.Filters, { [property]: text });
    const found = validateSync(values, { skipMissingProperties: true, forbidUnknownValues: false });
    for (const { constraints = {} } of found)
      for (const message of Object.values(constraints))
        this.refuse(name, message.startsWith(`${property} `) ? message.slice(property.length + 1) : message);
    return Reflect.get(values, property);
  }

  private searchText(text: string): string {
    const isRight = isStorable(text) && text !== '' && characters(text) <= LIMITS.search;
    if (!isRight) this.refuse('_search', `must be a text of 1 to ${LIMITS.search} characters`);
    return text;
  }

  private cursorText(text: string): string {
    if (!/^[\w-]+$/.test(text)) this.refuse('_cursor', 'must be the `next` of a page of this list');
    return text;
  }

  /** A part that says the opposite of one before it has no meaning, and does no harm. */
  private sortParts(text: string): SortPart[] {
    const { sort } = this.definition;
    const signed = sort.flatMap((field) => [field, `-${field}`]);
    const parts = this.someOf('_sort', text, signed).map((part) => ({
      field: part.replace(/^-/, ''),
      descending: part.startsWith('-'),
    }));
    if (parts.length > LIMITS.sort) this.refuse('_sort', `must have at most ${LIMITS.sort} parts`);
    return parts.filter(({ field }, at) => parts.findIndex((part) => part.field === field) === at);
  }

  private whole(name: string, text: string, min: number, max: number): number {
    const value = isNumber(text) ? Number(text) : NaN;
    if (!Number.isInteger(value) || value < min || value > max)
      this.refuse(name, `must be a whole number from ${min} to ${max}`);
    return value;
  }

  private yesOrNo(name: string, text: string): boolean {
    if (text !== 'true' && text !== 'false') this.refuse(name, 'must be true or false');
    return text === 'true';
  }

  /** Names between commas as properties, each of them once. */
  private someOf(name: string, text: string, known: readonly string[]): string[] {
    const parts = text.split(',').map((part) => unsigned(part, propertyOf));
    const names = known.map((part) => unsigned(part, nameOf)).join(', ');
    if (parts.some((part) => !known.includes(part)))
      this.refuse(name, `must be some of these, with commas between them: ${names}`);
    if (new Set(parts).size < parts.length) this.refuse(name, 'must name each once');
    return parts;
  }

  private refuse(field: string, message: string): void {
    this.errors.push({ field, message });
  }
}

/** What is made of a name, behind the minus that it may have. */
const unsigned = (text: string, change: (name: string) => string): string =>
  text.startsWith('-') ? `-${change(text.slice(1))}` : change(text);
