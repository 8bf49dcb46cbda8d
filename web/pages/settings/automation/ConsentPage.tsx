import { Anchor, Button, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PrivacyMode, PrivacySetting, PrivacyTexts } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { EmptyState, LoadingState } from '../../../../ui/index.ts';
import { handlesQuery } from '../../../api/queries.ts';
import { queryClient } from '../../../api/query-client.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone } from '../../../shell/tell.ts';
import { consentTexts as texts } from '../../../texts/automatic.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { FieldGroup, LeaveGuard, useEditForm } from '../parts/index.ts';
import settings from '../settings.module.css';
import { LanguageBar, without } from './LanguageBar.tsx';
import { OptOutWordsForm } from './OptOutWordsForm.tsx';
import classes from './automation.module.css';

/** What customers are told about privacy, per handle, and the words that end automatic messages; or on the page of one. */
export function ConsentPage({ of }: { of?: string }) {
  const handles = useQuery(handlesQuery);
  const [chosen, setChosen] = useState<string | undefined>();
  const list = handles.data?.handles;
  const handleId = of ?? chosen ?? list?.[0]?.id;
  const query = useQuery({
    queryKey: ['setup', 'privacy_setting', handleId],
    queryFn: () => api.consent.getPrivacy({ id: handleId ?? '' }),
    enabled: handleId !== undefined,
  });
  return (
    <div className={settings.page}>
      <h2>{texts.title}</h2>
      <p className={settings.lead}>{texts.lead}</p>
      {handles.isError && <PageProblemOf query={handles} />}
      {handles.isPending && <LoadingState label={commonTexts.loading} />}
      {list?.length === 0 && (
        <EmptyState icon={<IconShieldCheck size={28} />} title={texts.noHandles}>
          {texts.noHandlesHint}
        </EmptyState>
      )}
      {of === undefined && list && list.length > 0 && (
        <div className={classes.bar}>
          <NativeSelect
            label={texts.handle}
            value={handleId}
            data={list.map((handle) => ({ value: handle.id, label: handle.name }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        </div>
      )}
      {query.isError && <PageProblemOf query={query} />}
      {query.data && handleId && (
        <PrivacyForm key={handleId} handleId={handleId} initial={query.data.setting} url={query.data.url} />
      )}
      {of === undefined && <OptOutWordsForm />}
    </div>
  );
}

const MODES: readonly PrivacyMode[] = ['off', 'notice', 'ask'];

function PrivacyForm(props: { handleId: string; initial: PrivacySetting; url: string }) {
  const form = useEditForm<PrivacySetting>({
    initial: props.initial,
    save: async (values) => {
      await api.consent.savePrivacy({ id: props.handleId }, values);
      tellDone(texts.saved);
      await queryClient.invalidateQueries({ queryKey: ['setup', 'privacy_setting'] });
    },
  });
  const { values, set } = form;
  const [language, setLanguage] = useState(values.defaultLanguage);
  const shown = values.texts[language];
  const change = (part: Partial<PrivacyTexts>) => {
    if (shown) set({ texts: { ...values.texts, [language]: { ...shown, ...part } } });
  };
  const field = (name: keyof PrivacyTexts, maxLength: number) => ({
    maxLength,
    dir: 'auto' as const,
    value: shown?.[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <LeaveGuard dirty={form.dirty} />
      <Stack gap="md">
        <Radio.Group
          label={texts.mode}
          value={values.mode}
          onChange={(mode) => set({ mode: MODES.find((one) => one === mode) ?? 'off' })}
        >
          <Stack gap={6} mt={6}>
            {MODES.map((mode) => (
              <Radio key={mode} value={mode} label={texts.modes[mode]} />
            ))}
          </Stack>
        </Radio.Group>
        <LanguageBar
          languages={Object.keys(values.texts)}
          shown={language}
          standard={values.defaultLanguage}
          onShow={setLanguage}
          onAdd={(added) => {
            const from = values.texts[values.defaultLanguage];
            if (!from) return;
            set({ texts: { ...values.texts, [added]: from } });
            setLanguage(added);
          }}
          onRemove={(removed) => {
            set({ texts: without(values.texts, removed) });
            setLanguage(values.defaultLanguage);
          }}
          onStandard={(defaultLanguage) => set({ defaultLanguage })}
        />
        <Textarea
          label={texts.notice}
          description={texts.linkHint}
          autosize
          minRows={2}
          {...field('notice', 1_000)}
        />
        <FieldGroup title={texts.modes.ask}>
          <Textarea
            label={texts.question}
            description={texts.linkHint}
            autosize
            minRows={2}
            {...field('question', 1_000)}
          />
          <TextInput label={texts.yes} {...field('yes', 36)} />
          <TextInput label={texts.no} {...field('no', 36)} />
          <Textarea label={texts.given} autosize {...field('given', 1_000)} />
          <Textarea label={texts.refused} autosize {...field('refused', 1_000)} />
        </FieldGroup>
        <Textarea
          label={texts.page}
          description={texts.pageHint}
          autosize
          minRows={6}
          {...field('page', 20_000)}
        />
        {props.initial.mode !== 'off' && (
          <Anchor href={props.url} target="_blank" rel="noopener noreferrer">
            {texts.seePage}
          </Anchor>
        )}
        {form.problem && (
          <p className={classes.wrong} role="alert">
            {form.problem}
          </p>
        )}
        <Button type="submit" loading={form.busy} disabled={!form.dirty} className={classes.add}>
          {commonTexts.save}
        </Button>
      </Stack>
    </form>
  );
}
