import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Handle } from '../../../../contract/api/index.ts';
import { workStreamsQuery } from '../../../api/queries.ts';
import { languageOptions } from '../../../lib/languages.ts';
import { accountTexts as texts } from '../../../texts/connect.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { useEditForm } from '../parts/index.ts';
import { HandleSection, saveHandle } from './HandleSection.tsx';

/** A handle's name, language and work stream, and whether it works at all. */
export function GeneralTab({ handle }: { handle: Handle }) {
  const streams = useQuery(workStreamsQuery).data?.workStreams ?? [];
  const { name, language, workStreamId, publicMentions, enabled } = handle;
  const form = useEditForm({
    initial: { name, language, workStreamId, publicMentions, enabled },
    check: (values) => ({ name: values.name.trim() === '' ? partTexts.needsName : undefined }),
    save: (values) => saveHandle(handle, { ...values, name: values.name.trim() }),
  });
  const { values, set } = form;
  return (
    <HandleSection title={texts.generalTitle} form={form}>
      <TextInput label={texts.handleName} maxLength={100} dir="auto" {...form.text('name')} />
      <NativeSelect
        label={texts.language}
        value={values.language}
        data={languageOptions(values.language)}
        onChange={(event) => set({ language: event.currentTarget.value })}
      />
      <NativeSelect
        label={texts.workStream}
        value={values.workStreamId}
        data={streams.map((stream) => ({ value: stream.id, label: stream.name }))}
        onChange={(event) => set({ workStreamId: event.currentTarget.value })}
      />
      <Switch
        label={texts.publicMentions}
        description={texts.publicMentionsHint}
        checked={values.publicMentions}
        onChange={(event) => set({ publicMentions: event.currentTarget.checked })}
      />
      <Switch
        label={texts.enabled}
        checked={values.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
    </HandleSection>
  );
}
