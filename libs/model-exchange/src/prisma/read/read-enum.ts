import { snakeCase } from '@amplication/service-model';
import type { Block } from '../syntax/tree';
import type { Draft } from './draft';
import { columnOf, idOf, type Reading, schemaOf, tableOf } from './reading';

/** An enum, which PostgreSQL has a type of its own for. */
export function readEnum(reading: Reading, block: Block): Draft['enums'][number] {
  const name = reading.nameOf(block);
  const typeName = tableOf(block);
  return reading.from(block.at, block.name, {
    id: reading.enumId(block),
    name,
    description: reading.description(block.at, block.name, block.documentation),
    native: true,
    typeName: typeName === snakeCase(name) ? null : typeName,
    schema: schemaOf(reading, block),
    values: block.members.map((member) => {
      const subject = `${block.name}.${member.name}`;
      const stored = columnOf(member);
      const valueName = reading.nameOfMember(member);
      return reading.from(member.at, subject, {
        id: idOf('value', `${name}.${member.name}`),
        name: valueName,
        label: null,
        description: reading.description(member.at, subject, member.documentation),
        stored: stored === valueName ? null : stored,
      });
    }),
  });
}
