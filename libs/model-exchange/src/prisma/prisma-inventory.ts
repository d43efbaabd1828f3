import type { Inventory, TextPart } from '../inventory';
import { Reading } from './read/reading';
import { isFirstSide } from './read/read-relations';
import { parsePrisma } from './syntax/parse-prisma';
import type { Block, Member } from './syntax/tree';

/**
 * What a schema of Prisma has: models, columns, relations (each once), and ids, uniques and indexes.
 * @throws PrismaSyntaxError where it is no schema
 */
export function prismaInventory(text: string): Inventory {
  const reading = new Reading(parsePrisma(text.replace(/\r\n?/g, '\n')));
  const models = [...reading.models.values()];
  return {
    entities: models.map(({ name }) => name),
    parts: models.flatMap((block) => [
      ...block.members.flatMap((member) => membersPart(reading, block, member)),
      ...keysOf(block),
    ]),
  };
}

function membersPart(reading: Reading, block: Block, member: Member): TextPart[] {
  const target = reading.models.get(member.type);
  const isCounted = !target || isFirstSide(block, member, target);
  if (!isCounted || reading.views.has(member.type)) return [];
  const kind = target ? 'relation' : 'field';
  return [{ kind, entity: block.name, subject: `${block.name}.${member.name}`, place: null }];
}

const KEYS = ['id', 'unique', 'index'];

const keysOf = ({ name, members, attributes }: Block): TextPart[] =>
  [...members.flatMap((member) => member.attributes), ...attributes]
    .filter((attribute) => KEYS.includes(attribute.name))
    .map(({ at }) => ({ kind: 'key', entity: name, subject: name, place: at }));
