import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { EntityModel } from './model-draft';
import { toEntityName, toPlural } from './names';

interface EntityModalProps {
  entity: EntityModel;
  isNew: boolean;
  entities: EntityModel[];
  onSave: (entity: EntityModel) => void;
  onClose: () => void;
}

/** Adds or renames one entity. */
export function EntityModal({ entity, isNew, entities, onSave, onClose }: EntityModalProps) {
  const [draft, setDraft] = useState(entity);
  const [ownPlural, setOwnPlural] = useState(!isNew);
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<EntityModel>) => setDraft((current) => ({ ...current, ...changes }));
  const rename = (name: string) =>
    change(ownPlural ? { name } : { name, pluralName: toPlural(toEntityName(name)) });
  const others = entities.filter((other) => other.id !== entity.id);
  const nameProblem = findNameProblem(
    draft.name,
    others.map((other) => other.name),
  );
  const pluralProblem = findNameProblem(
    draft.pluralName,
    others.map((other) => other.pluralName),
  );
  return (
    <Modal opened onClose={onClose} title={isNew ? 'New entity' : `Entity ${entity.name}`} size="md">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!nameProblem && !pluralProblem) onSave(draft);
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            description="Singular, in Pascal case, such as OrderItem"
            data-autofocus
            value={draft.name}
            onChange={(event) => rename(event.currentTarget.value)}
            onBlur={() => rename(toEntityName(draft.name))}
            error={tried && nameProblem}
          />
          <TextInput
            label="Plural"
            description="Names the route and the table"
            value={draft.pluralName}
            onChange={(event) => {
              setOwnPlural(true);
              change({ pluralName: event.currentTarget.value });
            }}
            onBlur={() => change({ pluralName: toEntityName(draft.pluralName) })}
            error={tried && pluralProblem}
          />
          <Textarea
            label="Description"
            autosize
            minRows={2}
            value={draft.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">{isNew ? 'Add entity' : 'Keep changes'}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function findNameProblem(name: string, taken: string[]): string | null {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name))
    return 'Use letters and digits, starting with a capital letter, such as OrderItem.';
  return taken.includes(name) ? 'Another entity already has this name.' : null;
}
