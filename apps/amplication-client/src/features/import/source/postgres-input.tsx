import { Button, Code, CopyButton, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useCatalogueQuery } from '../../../api/services/model-texts';
import { ErrorAlert } from '../../../ui/error-alert';
import type { SchemaText } from './schema-text';

/** A schema from a database that runs: a person asks it and pastes the answer, so that no credentials are needed. */
export function PostgresInput({
  value,
  onChange,
}: {
  value: SchemaText;
  onChange: (value: SchemaText) => void;
}) {
  const query = useCatalogueQuery();
  return (
    <Stack>
      <Text size="sm">
        Amplication never connects to your database, and no credentials are asked for. You run one query that
        only reads, and paste what it answers.
      </Text>
      <Stack gap="xs">
        <Title order={3} size="h5">
          1. Run this query
        </Title>
        <ErrorAlert
          error={query.error}
          title="Could not load the query"
          onRetry={() => void query.refetch()}
        />
        {query.isPending && <Skeleton height={120} aria-label="Loading the query" />}
        {query.data !== undefined && (
          <>
            <Code block mah={160} style={{ overflow: 'auto' }} tabIndex={0} role="region" aria-label="Query">
              {query.data}
            </Code>
            <CopyButton value={query.data}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  style={{ alignSelf: 'flex-start' }}
                  leftSection={
                    copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                  }
                  onClick={copy}
                >
                  {copied ? 'Copied' : 'Copy the query'}
                </Button>
              )}
            </CopyButton>
            <Text size="sm" c="dimmed">
              In any client of PostgreSQL 12 or later. With psql, save it as query.sql and run{' '}
              <Code>psql -At -f query.sql</Code>.
            </Text>
          </>
        )}
      </Stack>
      <Stack gap="xs">
        <Title order={3} size="h5">
          2. Paste the answer
        </Title>
        <Textarea
          label="Answer of the query"
          description="One row with one column of text"
          autosize
          minRows={5}
          maxRows={12}
          spellCheck={false}
          value={value.text}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onChange={(event) => onChange({ text: event.currentTarget.value, fileName: null })}
        />
      </Stack>
    </Stack>
  );
}
