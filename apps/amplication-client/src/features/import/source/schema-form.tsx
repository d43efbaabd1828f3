import { Button, Group, Loader, SegmentedControl, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ModelText } from '../../../api/services/model-texts';
import { FileInput } from './file-input';
import { PostgresInput } from './postgres-input';
import { bytesOf, NO_TEXT, requestOf, type SchemaText, sizeProblem, type Source } from './schema-text';
import { TextError } from './text-error';

/** A reading that goes on or has ended; what it gives is shown by whoever passes it. */
export interface Reading {
  isPending: boolean;
  error: unknown;
  mutate: (request: { body: ModelText; signal: AbortSignal }) => void;
  /** Forgets the reading: nobody waits for it any more. */
  reset: () => void;
}

interface SchemaFormProps {
  reading: Reading;
  /** What is sent, each time that something is. */
  onSend: (body: ModelText) => void;
}

/** Takes a schema from a person and has it read; says what is wrong beside the text. */
export function SchemaForm({ reading, onSend }: SchemaFormProps) {
  const [source, setSource] = useState<Source>('text');
  const [value, setValue] = useState<SchemaText>(NO_TEXT);
  const controller = useRef<AbortController | null>(null);
  const problem = sizeProblem(bytesOf(value.text));
  const change = (next: SchemaText) => {
    setValue(next);
    reading.reset();
  };
  const read = () => {
    controller.current = new AbortController();
    const body = requestOf(value, source);
    onSend(body);
    reading.mutate({ body, signal: controller.current.signal });
  };
  const cancel = () => {
    reading.reset();
    controller.current?.abort();
  };
  return (
    <Stack maw={820}>
      <SegmentedControl
        aria-label="Where the schema comes from"
        value={source}
        data={[
          { value: 'text', label: 'Schema file' },
          { value: 'postgres', label: 'Running PostgreSQL' },
        ]}
        style={{ alignSelf: 'flex-start' }}
        disabled={reading.isPending}
        onChange={(next) => {
          setSource(next === 'postgres' ? 'postgres' : 'text');
          change(NO_TEXT);
        }}
      />
      {source === 'text' ? (
        <FileInput value={value} onChange={change} />
      ) : (
        <PostgresInput value={value} onChange={change} />
      )}
      {problem !== null && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
      <TextError error={reading.error} text={value.text} />
      <Group>
        {reading.isPending ? (
          <>
            <Group gap="xs" role="status">
              <Loader size="sm" aria-hidden />
              <Text size="sm">Reading the schema…</Text>
            </Group>
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
          </>
        ) : (
          <Button onClick={read} disabled={value.text.trim() === '' || problem !== null}>
            Read the schema
          </Button>
        )}
        <Text size="xs" c="dimmed">
          It is read, never run.
        </Text>
      </Group>
    </Stack>
  );
}
