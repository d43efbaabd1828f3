import type { Block } from '../syntax/tree';
import type { DraftEntity } from './draft';
import { readField, shareRoles } from './read-field';
import { readKeys } from './read-keys';
import { readRelations } from './read-relations';
import { attributeOf, type Reading, schemaOf, tableOf } from './reading';

const KNOWN = ['id', 'unique', 'index', 'map', 'schema', 'ignore'];

/** A model of Prisma as an entity. What Prisma ignores nobody may use. */
export function readEntity(reading: Reading, block: Block): DraftEntity {
  const fields = block.members.flatMap((member) => readField(reading, block, member) ?? []);
  const { key, uniques, indexes } = readKeys(reading, block);
  shareRoles(reading, fields);
  for (const { name, at } of block.attributes)
    if (!KNOWN.includes(name)) reading.lose(at, block.name, `The model has nothing for @@${name}.`);
  return reading.from(block.at, block.name, {
    id: reading.entityId(block),
    name: reading.nameOf(block),
    table: tableOf(block),
    schema: schemaOf(reading, block),
    description: reading.description(block.at, block.name, block.documentation),
    fields,
    key,
    relations: readRelations(reading, block),
    uniques,
    indexes,
    ...(attributeOf(block, 'ignore') ? { access: [] } : {}),
  });
}
