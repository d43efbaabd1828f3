import { Button, FileButton, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { IconFile, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { bytesOf, NO_TEXT, readFile, type SchemaText, sizeProblem, sizeText } from './schema-text';

interface FileInputProps {
  value: SchemaText;
  onChange: (value: SchemaText) => void;
}

/** A schema from a file that is chosen or dropped, or from the clipboard. */
export function FileInput({ value, onChange }: FileInputProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const choose = (file: File | null | undefined) => {
    if (!file) return;
    const tooLarge = sizeProblem(file.size);
    setProblem(tooLarge);
    if (tooLarge === null)
      readFile(file).then(onChange, () => setProblem('The file could not be read. Choose it again.'));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    choose(event.dataTransfer.files[0]);
  };
  return (
    <Stack gap="xs">
      <Paper
        withBorder
        p="lg"
        style={{
          borderStyle: 'dashed',
          ...(isOver ? { borderColor: 'var(--mantine-primary-color-filled)' } : {}),
        }}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        {value.fileName === null ? (
          <Stack align="center" gap="xs" ta="center">
            <FileButton
              onChange={choose}
              inputProps={{ 'aria-label': 'Schema file', className: 'visually-hidden' }}
            >
              {(props) => (
                <Button variant="default" leftSection={<IconUpload size={16} aria-hidden />} {...props}>
                  Choose a file
                </Button>
              )}
            </FileButton>
            <Text size="sm" c="dimmed">
              or drop it here. A Prisma schema, SQL such as that of pg_dump --schema-only, JSON or YAML, up to
              10 MB.
            </Text>
          </Stack>
        ) : (
          <Group justify="space-between">
            <Group gap="xs" style={{ minWidth: 0 }}>
              <IconFile size={18} aria-hidden />
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {value.fileName}, {sizeText(bytesOf(value.text))}
              </Text>
            </Group>
            <Button size="xs" variant="default" onClick={() => onChange(NO_TEXT)}>
              Choose another
            </Button>
          </Group>
        )}
      </Paper>
      {problem !== null && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
      {value.fileName === null && (
        <Textarea
          label="Or paste it"
          autosize
          minRows={6}
          maxRows={16}
          value={value.text}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          spellCheck={false}
          onChange={(event) => onChange({ text: event.currentTarget.value, fileName: null })}
        />
      )}
    </Stack>
  );
}
