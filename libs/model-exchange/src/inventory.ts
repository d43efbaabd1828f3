import type { Place } from '@amplication/model-text';

export type PartKind = 'field' | 'relation' | 'key';

/** A part of a text that a model is read from: a column, a relation, or something unique or indexed. */
export interface TextPart {
  kind: PartKind;
  /** The table or model that it belongs to, as losses call it. */
  entity: string;
  /** As losses call it. */
  subject: string;
  /** Where it stands, when its subject alone does not tell it from others. */
  place: Place | null;
}

/** All that a text has, whether a model can say it or not: what losses are counted against. */
export interface Inventory {
  entities: string[];
  parts: TextPart[];
}
