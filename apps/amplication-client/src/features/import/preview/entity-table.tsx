import { Table, Text } from '@mantine/core';
import type { ModelImport } from '../../../api/services/model-texts';
import { FoundList } from './found-list';

/** The entities that a text gives, each with what it holds. */
export function EntityTable({ model }: { model: ModelImport['model'] }) {
  return (
    <FoundList
      items={model.entities}
      label="Search entities and their fields"
      noun="entities"
      textOf={({ name, fields, relations }) =>
        [name, ...[...fields, ...relations].map((one) => one.name)].join(' ')
      }
    >
      {(entities) => (
        <Table layout="fixed" verticalSpacing={6} aria-label="Entities">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="34%">Entity</Table.Th>
              <Table.Th>Fields and relations</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entities.map(({ id, name, fields, relations }) => (
              <Table.Tr key={id}>
                <Table.Td style={{ overflowWrap: 'anywhere', verticalAlign: 'top' }}>{name}</Table.Td>
                <Table.Td>
                  <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {[...fields, ...relations].map((one) => one.name).join(', ')}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </FoundList>
  );
}
