import type { EnumLookup } from '@amplication/postgres-schema';
import type { EnumModel } from '@amplication/service-model';

/** The enums of a model on its way, by id: a model may have hundreds, and each field looks into them. */
export class KnownEnums implements EnumLookup {
  private readonly byId = new Map<string, EnumModel>();

  constructor(enums: readonly EnumModel[]) {
    for (const one of enums) this.add(one);
  }

  add(one: EnumModel): void {
    this.byId.set(one.id, one);
  }

  enumOf(enumId: string): EnumModel {
    const found = this.byId.get(enumId);
    if (!found) throw new TypeError(`No enum has the id ${enumId}.`);
    return found;
  }
}
