import { Switch } from '@mantine/core';
import type { Handle } from '../../../../contract/api/index.ts';
import { accountTexts as texts } from '../../../texts/connect.ts';
import { useEditForm } from '../parts/index.ts';
import { HandleSection, saveHandle } from './HandleSection.tsx';

/** Whether files go in and out at a handle. */
export function FilesTab({ handle }: { handle: Handle }) {
  const { filesFromAgents, filesFromCustomers } = handle;
  const form = useEditForm({
    initial: { filesFromAgents, filesFromCustomers },
    save: (values) => saveHandle(handle, values),
  });
  const { values, set } = form;
  return (
    <HandleSection title={texts.filesTitle} hint={texts.filesHint} form={form}>
      <Switch
        label={texts.filesFromCustomers}
        checked={values.filesFromCustomers}
        onChange={(event) => set({ filesFromCustomers: event.currentTarget.checked })}
      />
      <Switch
        label={texts.filesFromAgents}
        checked={values.filesFromAgents}
        onChange={(event) => set({ filesFromAgents: event.currentTarget.checked })}
      />
    </HandleSection>
  );
}
