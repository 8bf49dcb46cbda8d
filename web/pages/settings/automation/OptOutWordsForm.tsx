import { Button, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OptOutWords } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { tellDone } from '../../../shell/tell.ts';
import { consentTexts as texts } from '../../../texts/automatic.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { FieldGroup, LeaveGuard, useEditForm } from '../parts/index.ts';
import { LanguageBar, without } from './LanguageBar.tsx';
import classes from './automation.module.css';

const KEY = ['setup', 'opt_out_words'] as const;

/** The words with which customers end automatic messages, and bring them back. */
export function OptOutWordsForm() {
  const query = useQuery({ queryKey: KEY, queryFn: () => api.consent.getWords() });
  return query.data ? <Form initial={query.data.words} /> : null;
}

function Form({ initial }: { initial: OptOutWords }) {
  const form = useEditForm<{ words: OptOutWords }>({
    initial: { words: initial },
    save: async ({ words }) => {
      await api.consent.saveWords({ words: cleaned(words) });
      tellDone(texts.saved);
      await queryClient.invalidateQueries({ queryKey: KEY });
    },
  });
  const { words } = form.values;
  const languages = Object.keys(words);
  const [language, setLanguage] = useState(languages[0] ?? 'en');
  const shown = words[language] ?? { out: [], in: [], confirmOut: '', confirmIn: '' };
  const change = (part: Partial<typeof shown>) =>
    form.set({ words: { ...words, [language]: { ...shown, ...part } } });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
      style={{ marginTop: 40 }}
    >
      <LeaveGuard dirty={form.dirty} />
      <FieldGroup title={texts.words} hint={texts.wordsLead}>
        <LanguageBar
          languages={languages}
          shown={language}
          standard={languages[0] ?? 'en'}
          onShow={setLanguage}
          onAdd={(added) => {
            form.set({ words: { ...words, [added]: { out: [], in: [], confirmOut: '', confirmIn: '' } } });
            setLanguage(added);
          }}
          onRemove={(removed) => {
            form.set({ words: without(words, removed) });
            setLanguage(languages[0] ?? 'en');
          }}
          onStandard={setLanguage}
        />
        <Stack gap="sm">
          {(['out', 'in'] as const).map((side) => (
            <Textarea
              key={side}
              label={texts[side]}
              autosize
              minRows={3}
              dir="auto"
              value={shown[side].join('\n')}
              onChange={(event) => change({ [side]: event.currentTarget.value.split('\n').slice(0, 50) })}
            />
          ))}
          <Textarea
            label={texts.confirmOut}
            autosize
            maxLength={1_000}
            dir="auto"
            value={shown.confirmOut}
            onChange={(event) => change({ confirmOut: event.currentTarget.value })}
          />
          <Textarea
            label={texts.confirmIn}
            autosize
            maxLength={1_000}
            dir="auto"
            value={shown.confirmIn}
            onChange={(event) => change({ confirmIn: event.currentTarget.value })}
          />
        </Stack>
        {form.problem && (
          <p className={classes.wrong} role="alert">
            {form.problem}
          </p>
        )}
        <Button type="submit" loading={form.busy} disabled={!form.dirty} className={classes.add}>
          {commonTexts.save}
        </Button>
      </FieldGroup>
    </form>
  );
}

/** Without the empty lines that a person leaves while typing. */
function cleaned(words: OptOutWords): OptOutWords {
  const full = (list: readonly string[]) => list.map((word) => word.trim()).filter((word) => word !== '');
  return Object.fromEntries(
    Object.entries(words).map(([language, one]) => [
      language,
      { ...one, out: full(one.out), in: full(one.in) },
    ]),
  );
}
