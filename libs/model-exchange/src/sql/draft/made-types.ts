import type { EnumType } from '@amplication/postgres-schema';
import { keyOf, type ObjectName } from './object-name';

/** A domain: a type by another name, with checks of its own. */
export interface Domain {
  type: string;
  notNull: boolean;
  default: string | null;
  /** About VALUE. */
  checks: string[];
}

/** The types that the statements up to now have made: enums, domains, and those that do not come along. */
export class MadeTypes {
  private readonly enums = new Map<string, EnumType>();
  private readonly domains = new Map<string, Domain>();
  private readonly lost = new Set<string>();
  private readonly missing = new Set<string>();

  /** `pathOf` gives the full names that a written name may mean, the first that is there counts. */
  constructor(private readonly pathOf: (names: readonly string[]) => ObjectName[]) {}

  allEnums(): EnumType[] {
    return [...this.enums.values()];
  }

  addEnum(at: ObjectName, values: string[]): void {
    this.enums.set(keyOf(at), { ...at, values, comment: '' });
  }

  moveEnum(from: ObjectName, to: ObjectName): void {
    const found = this.enums.get(keyOf(from));
    if (!found) return;
    this.enums.delete(keyOf(from));
    this.enums.set(keyOf(to), Object.assign(found, to));
  }

  addDomain(at: ObjectName, domain: Domain): void {
    this.domains.set(keyOf(at), domain);
  }

  addLost(at: ObjectName): void {
    this.lost.add(keyOf(at));
  }

  /** Whether a type that nothing makes is met for the first time. */
  isNews(names: readonly string[]): boolean {
    const name = names.join('.');
    const isNew = !this.missing.has(name);
    this.missing.add(name);
    return isNew;
  }

  remove(at: ObjectName): void {
    this.enums.delete(keyOf(at));
    this.domains.delete(keyOf(at));
    this.lost.delete(keyOf(at));
  }

  enumOf = (names: readonly string[]): EnumType | null => this.find(this.enums, names);
  domainOf = (names: readonly string[]): Domain | null => this.find(this.domains, names);
  isLost = (names: readonly string[]): boolean =>
    this.lost.size > 0 && this.pathOf(names).some((one) => this.lost.has(keyOf(one)));

  private find<T>(types: ReadonlyMap<string, T>, names: readonly string[]): T | null {
    if (types.size === 0) return null;
    for (const at of this.pathOf(names)) {
      const found = types.get(keyOf(at));
      if (found !== undefined) return found;
    }
    return null;
  }
}
