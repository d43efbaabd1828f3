import { Modal, Text } from '@mantine/core';
import { type ComponentProps, lazy, Suspense } from 'react';
import type { ModelDialogs } from './model-dialogs';

type DialogsProps = ComponentProps<typeof ModelDialogs>;

const importDialogs = () => import('./model-dialogs');

/** Fetches the dialogs ahead of their first use. */
export function loadDialogs(): void {
  importDialogs().catch(() => undefined);
}

const Dialogs = lazy(() =>
  importDialogs().then(
    (module) => ({ default: module.ModelDialogs }),
    () => ({ default: DialogsMissing }),
  ),
);

/** The dialogs of the editor, which are fetched apart from the page: it is shown before anybody needs one. */
export function LazyDialogs(props: DialogsProps) {
  if (!props.dialog) return null;
  return (
    <Suspense fallback={null}>
      <Dialogs {...props} />
    </Suspense>
  );
}

/** Stands for dialogs that could not be fetched: the draft must not go with them. */
function DialogsMissing({ actions }: DialogsProps) {
  return (
    <Modal opened onClose={actions.close} title="This could not be loaded">
      <Text size="sm">
        Check your connection. Save your changes first, then reload the page: the changes stay as they are
        until then.
      </Text>
    </Modal>
  );
}
