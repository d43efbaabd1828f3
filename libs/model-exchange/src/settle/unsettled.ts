import type { FieldModel, RelationModel } from '@amplication/service-model';

/** A thing of a model on its way, which whoever made it knows by its id or by itself. */
export interface Owner {
  id: string;
}

/** As much of an entity as has to be known to leave parts of it out. */
export interface UnsettledEntity extends Owner {
  key: { constraint: string | null } | null;
  fields: (Owner & { default: object | null; role: FieldModel['role']; unique?: boolean })[];
  relations: (Owner & Pick<RelationModel, 'onDelete' | 'constraint'> & { onUpdate: string })[];
  uniques: (Owner & { constraint: string | null })[];
  indexes: (Owner & { name: string | null })[];
  checks?: (Owner & { constraint: string | null })[];
}

/** A model that the language may still refuse. */
export interface Unsettled {
  enums: (Owner & { values: { name: string }[] })[];
  entities: UnsettledEntity[];
}

/** Says what became of a part: of an entity or an enum, or of something in it. */
export type LosePart = (owner: Owner, part: object, what: string) => void;

/** Something that has to go, and how to do without it. */
export interface Doomed {
  part: object;
  leaveOut: () => void;
}

/** Takes something out of the list that it is in. */
export function without<T extends object>(from: T[], part: T, say: () => void): Doomed {
  return {
    part,
    leaveOut: () => {
      say();
      from.splice(from.indexOf(part), 1);
    },
  };
}
