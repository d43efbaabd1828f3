import { Button, Group, Menu, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconHistory, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { Link } from 'react-router';
import { type ExportFormat, useExportModel } from '../../api/services/model-texts';
import type { components } from '../../api/schema';
import { ErrorAlert } from '../../ui/error-alert';
import { Time } from '../../ui/time';
import { VersionsModal } from './editor/versions-modal';

const EXPORT_LABELS: Record<ExportFormat, string> = {
  yaml: 'YAML',
  json: 'JSON',
  prisma: 'Prisma schema',
  sql: 'SQL for PostgreSQL',
};
const EXPORT_FORMATS: readonly ExportFormat[] = ['yaml', 'json', 'prisma', 'sql'];

interface ModelToolbarProps {
  resourceId: string;
  saved: components['schemas']['ModelView'];
  dirty: boolean;
  search: string;
  onSearch: (text: string) => void;
  onAddEntity: () => void;
}

/** Which version it is, a search, and what can be done with the whole model. */
export function ModelToolbar({ resourceId, saved, dirty, search, onSearch, onAddEntity }: ModelToolbarProps) {
  const [history, { open, close }] = useDisclosure(false);
  const exporting = useExportModel(resourceId);
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" component="div">
          Version {saved.version}, saved <Time at={saved.createdAt} />
          {saved.createdBy ? ` by ${saved.createdBy.name}` : ''}
        </Text>
        <Group gap="xs">
          <Button
            component={Link}
            to="import"
            variant="default"
            size="xs"
            leftSection={<IconUpload size={16} aria-hidden />}
          >
            Import
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                variant="default"
                size="xs"
                loading={exporting.isPending}
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                Export
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {dirty && <Menu.Label>Without your unsaved changes</Menu.Label>}
              {EXPORT_FORMATS.map((format) => (
                <Menu.Item key={format} onClick={() => exporting.mutate({ format, version: saved.version })}>
                  {EXPORT_LABELS[format]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconHistory size={16} aria-hidden />}
            onClick={open}
          >
            Versions
          </Button>
          <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAddEntity}>
            Add entity
          </Button>
        </Group>
      </Group>
      <ErrorAlert error={exporting.error} title="Could not export the model" />
      <TextInput
        aria-label="Search entities and fields"
        placeholder="Search entities and fields"
        leftSection={<IconSearch size={16} aria-hidden />}
        maw={360}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      {history && (
        <VersionsModal resourceId={resourceId} version={saved.version} dirty={dirty} onClose={close} />
      )}
    </>
  );
}
