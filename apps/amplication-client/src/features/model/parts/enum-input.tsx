import { Select, TagsInput } from '@mantine/core';
import type { EnumModel } from '../draft/model';

/** Stands for an enum that is made with the field. */
export const NEW_ENUM = '';

/** Which enum a field has its values from; a new one is made of the values that are typed. */
export function EnumInput({
  enumId,
  enums,
  values,
  tried,
  onChange,
  onValues,
}: {
  enumId: string;
  enums: EnumModel[];
  values: string[];
  tried: boolean;
  onChange: (enumId: string) => void;
  onValues: (values: string[]) => void;
}) {
  return (
    <>
      <Select
        label="Enum"
        data={[
          ...enums.map(({ id, name }) => ({ value: id, label: name })),
          { value: NEW_ENUM, label: 'A new enum' },
        ]}
        value={enumId}
        allowDeselect={false}
        searchable
        onChange={(next) => onChange(next ?? NEW_ENUM)}
      />
      {enumId === NEW_ENUM && (
        <TagsInput
          label="Values"
          description="Press Enter after each"
          value={values}
          onChange={onValues}
          error={tried && values.length === 0 && 'Add at least one value.'}
        />
      )}
    </>
  );
}
