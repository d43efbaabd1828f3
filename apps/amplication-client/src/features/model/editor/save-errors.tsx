import { Alert, Anchor, Button, List, Paper, Text } from '@mantine/core';
import { ApiError, type FieldProblem } from '../../../api/api-error';
import { ErrorAlert } from '../../../ui/error-alert';
import { placeOfProblem } from '../draft/problems';
import type { ModelEditorState } from './use-model-editor';
import { MODEL_ERRORS } from './save-bar';

/** Problems that are listed with a way to each; the rest is at its place. */
const LISTED = 10;

interface SaveErrorsProps {
  editor: ModelEditorState;
  reload: () => void;
  /** Brings a part of the model into sight. */
  onShow: (place: NonNullable<ReturnType<typeof placeOfProblem>>) => void;
}

/** What the save bar says of a save that failed: the errors themselves may be out of sight. */
export function failureOf(editor: ModelEditorState): string | null {
  if (editor.stale) return 'Not saved: someone else has saved this model.';
  const { length } = editor.problems;
  if (length > 0) return length === 1 ? 'Not saved: 1 problem.' : `Not saved: ${length} problems.`;
  return editor.error ? 'Not saved.' : null;
}

/** Why the last save failed, with a way to each part that is wrong. */
export function SaveErrors({ editor, reload, onShow }: SaveErrorsProps) {
  if (editor.stale)
    return (
      <Alert
        id={MODEL_ERRORS}
        tabIndex={-1}
        color="yellow"
        title="Someone else has saved this model"
        role="alert"
      >
        <Text size="sm">
          Loading the newest version discards your changes here. Copy what you need first.
        </Text>
        <Button mt="sm" size="xs" variant="default" onClick={reload}>
          Load newest version
        </Button>
      </Alert>
    );
  if (editor.problems.length > 0)
    return <Problems problems={editor.problems} editor={editor} onShow={onShow} />;
  const isOld = editor.error instanceof ApiError && editor.error.code === 'MODEL_VERSION_OLD';
  return (
    <div id={MODEL_ERRORS} tabIndex={-1}>
      <ErrorAlert error={editor.error} title="Could not save the model">
        {isOld && (
          <Button size="xs" variant="default" onClick={() => window.location.reload()}>
            Reload
          </Button>
        )}
      </ErrorAlert>
    </div>
  );
}

function Problems({
  problems,
  editor,
  onShow,
}: Pick<SaveErrorsProps, 'editor' | 'onShow'> & { problems: FieldProblem[] }) {
  return (
    <Paper id={MODEL_ERRORS} tabIndex={-1} withBorder p="sm" role="alert">
      <Text size="sm" c="red" fw={600}>
        Could not save the model: {problems.length === 1 ? 'one problem' : `${problems.length} problems`}.
      </Text>
      <List size="sm" mt={4}>
        {problems.slice(0, LISTED).map((problem) => {
          const place = placeOfProblem(editor.model, problem);
          return (
            <List.Item key={`${problem.path} ${problem.message}`}>
              {place ? (
                <Anchor component="button" type="button" size="sm" onClick={() => onShow(place)}>
                  {place.label}
                </Anchor>
              ) : (
                problem.path
              )}{' '}
              {problem.message}
            </List.Item>
          );
        })}
      </List>
      {problems.length > LISTED && (
        <Text size="sm">And {problems.length - LISTED} more, each marked at its place.</Text>
      )}
    </Paper>
  );
}
