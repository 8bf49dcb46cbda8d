import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { commonTexts } from '../../../texts/everywhere.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { sqlTexts as texts } from '../../../texts/sql.ts';
import { useEditForm } from '../../settings/parts/index.ts';
import classes from './sql.module.css';

export interface Naming {
  readonly name: string;
  readonly description: string;
}

/** Asks for the name under which a query is kept. Mounted while it is open. */
export function SaveDialog(props: {
  title: string;
  initial: Naming;
  save: (naming: Naming) => Promise<unknown>;
  onClose: () => void;
}) {
  const form = useEditForm<Naming>({
    initial: props.initial,
    save: props.save,
    check: ({ name }) => ({ name: name.trim() === '' ? partTexts.needsName : undefined }),
  });
  const submit = async () => {
    if (await form.submit()) props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeOnClickOutside={!form.dirty}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <TextInput label={texts.name} maxLength={100} data-autofocus {...form.text('name')} />
          <Textarea
            label={texts.description}
            autosize
            minRows={2}
            maxLength={1_000}
            {...form.text('description')}
          />
          {form.problem && form.errorOf('name') === undefined && (
            <p className={classes.problem} role="alert" tabIndex={-1} data-problem>
              {form.problem}
            </p>
          )}
        </Stack>
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {commonTexts.cancel}
          </Button>
          <Button type="submit" loading={form.busy}>
            {texts.save}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
