/** What a model of version 1 says of one field. */
export interface FieldVersion1 {
  id: string;
  name: string;
  type: string;
  required: boolean;
  unique: boolean;
  description: string;
  options?: string[];
  relation?: { entityId: string; kind: 'many-to-one' | 'one-to-one' };
}

export interface EntityVersion1 {
  id: string;
  name: string;
  pluralName: string;
  description: string;
  fields: FieldVersion1[];
}

/** A model as it was stored before version 2; it carries no version. */
export interface ModelVersion1 {
  name: string;
  description: string;
  entities: EntityVersion1[];
}
