import { TextInput } from '@mantine/core';
import { nameProblem, type Named, toName } from '../draft/names';

/**
 * A name of the model. What can be mended is (`Unit price` becomes `unitPrice`), and what cannot be is refused while
 * it is typed.
 */
export function NameInput({
  label = 'Name',
  value,
  of,
  taken,
  tried,
  example,
  autoFocus = true,
  onChange,
}: {
  label?: string;
  value: string;
  of: Named;
  taken: readonly string[];
  /** Whether the form was submitted: before, an empty name is no mistake. */
  tried: boolean;
  example: string;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}) {
  const name = toName(of, value);
  const problem = value.trim() === '' && !tried ? null : nameProblem(of, name, taken);
  return (
    <TextInput
      label={label}
      description={
        problem === null && name !== '' && name !== value.trim() ? `Becomes ${name}` : `Such as ${example}`
      }
      value={value}
      data-autofocus={autoFocus || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(name)}
      error={problem}
    />
  );
}
