import { DEFAULT_SCHEMA } from '@amplication/service-model';
import { tsString } from '../render/escape';
import type { Imports } from '../render/imports';
import { FROM } from './type-code';

/** A schema of PostgreSQL as Drizzle knows it. `up` leads from the file to `src`. */
export function writeSchema(schema: string, imports: Imports, up: string): string {
  if (schema === DEFAULT_SCHEMA) {
    imports.add(`${up}${FROM.publicSchema}`, 'publicSchema');
    return 'publicSchema';
  }
  imports.add(FROM.drizzle, 'pgSchema');
  return `pgSchema(${tsString(schema)})`;
}
