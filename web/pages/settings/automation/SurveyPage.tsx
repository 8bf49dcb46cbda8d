import { Button, NativeSelect, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { IconStars } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SurveyInput } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { EmptyState, LoadingState } from '../../../../ui/index.ts';
import { handlesQuery } from '../../../api/queries.ts';
import { queryClient } from '../../../api/query-client.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone } from '../../../shell/tell.ts';
import { consentTexts } from '../../../texts/automatic.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { surveyTexts as texts } from '../../../texts/survey.ts';
import { FieldGroup, LeaveGuard, useEditForm } from '../parts/index.ts';
import settings from '../settings.module.css';
import { LanguageBar, without } from './LanguageBar.tsx';
import { QuestionFields } from './QuestionFields.tsx';
import classes from './automation.module.css';
import { NumberField } from '../../../forms/NumberField.tsx';

/** The survey of each handle, or on the page of one. */
export function SurveyPage({ of }: { of?: string }) {
  const handles = useQuery(handlesQuery);
  const [chosen, setChosen] = useState<string | undefined>();
  const list = handles.data?.handles;
  const handleId = of ?? chosen ?? list?.[0]?.id;
  const query = useQuery({
    queryKey: ['setup', 'survey', handleId],
    queryFn: () => api.surveys.get({ id: handleId ?? '' }),
    enabled: handleId !== undefined,
  });
  return (
    <div className={settings.page}>
      <div className={settings.headLine}>
        <div>
          <h2>{texts.title}</h2>
          <p className={settings.lead}>{texts.lead}</p>
        </div>
        <Button component={Link} to="/settings/survey-results" variant="default">
          {texts.results}
        </Button>
      </div>
      {handles.isError && <PageProblemOf query={handles} />}
      {handles.isPending && <LoadingState label={commonTexts.loading} />}
      {list?.length === 0 && (
        <EmptyState icon={<IconStars size={28} />} title={consentTexts.noHandles}>
          {consentTexts.noHandlesHint}
        </EmptyState>
      )}
      {of === undefined && list && list.length > 0 && (
        <div className={classes.bar}>
          <NativeSelect
            label={consentTexts.handle}
            value={handleId}
            data={list.map((handle) => ({ value: handle.id, label: handle.name }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        </div>
      )}
      {query.isError && <PageProblemOf query={query} />}
      {query.data && handleId && <SurveyForm key={handleId} handleId={handleId} initial={query.data} />}
    </div>
  );
}

function SurveyForm({ handleId, initial }: { handleId: string; initial: SurveyInput }) {
  const form = useEditForm<SurveyInput>({
    initial,
    save: async (values) => {
      await api.surveys.save({ id: handleId }, values);
      tellDone(texts.saved);
      await queryClient.invalidateQueries({ queryKey: ['setup', 'survey'] });
    },
  });
  const { values, set } = form;
  const [language, setLanguage] = useState(values.defaultLanguage);
  const textOf = (name: 'prefix' | 'intro' | 'thanks') => ({
    dir: 'auto' as const,
    value: values[name][language] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: { ...values[name], [language]: event.currentTarget.value } }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <LeaveGuard dirty={form.dirty && !form.busy} />
      <Stack gap="md">
        <Switch
          label={texts.active}
          checked={values.active}
          onChange={(event) => set({ active: event.currentTarget.checked })}
        />
        <div className={classes.bar}>
          <NumberField
            label={texts.delay}
            min={0}
            max={10_080}
            value={values.delayMinutes}
            onChange={(value) => set({ delayMinutes: Number(value) || 0 })}
          />
          <NumberField
            label={texts.expires}
            min={1}
            max={90}
            value={values.expiresDays}
            onChange={(value) => set({ expiresDays: Number(value) || 1 })}
          />
        </div>
        <LanguageBar
          languages={Object.keys(values.intro)}
          shown={language}
          standard={values.defaultLanguage}
          onShow={setLanguage}
          onAdd={(added) => {
            set(withLanguage(values, added));
            setLanguage(added);
          }}
          onRemove={(removed) => {
            set(withoutLanguage(values, removed));
            setLanguage(values.defaultLanguage);
          }}
          onStandard={(defaultLanguage) => set({ defaultLanguage })}
        />
        <TextInput label={texts.prefix} maxLength={200} {...textOf('prefix')} />
        <Textarea label={texts.intro} maxLength={500} autosize {...textOf('intro')} />
        <TextInput label={texts.thanks} maxLength={500} {...textOf('thanks')} />
        <FieldGroup title={texts.questions}>
          {values.questions.map((question, index) => (
            <QuestionFields
              key={question.id}
              number={index + 1}
              question={question}
              language={language}
              onChange={(changed) => set({ questions: values.questions.with(index, changed) })}
              {...(values.questions.length > 1 && {
                onRemove: () => set({ questions: values.questions.toSpliced(index, 1) }),
              })}
            />
          ))}
          <Button
            variant="default"
            className={classes.add}
            disabled={values.questions.length >= 20}
            onClick={() => set({ questions: [...values.questions, freshQuestion(values)] })}
          >
            {texts.add}
          </Button>
        </FieldGroup>
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

function freshQuestion({ questions, defaultLanguage }: SurveyInput): SurveyInput['questions'][number] {
  let number = questions.length + 1;
  while (questions.some((one) => one.id === `q${number}`)) number += 1;
  return {
    id: `q${number}`,
    kind: 'score5',
    required: false,
    texts: { [defaultLanguage]: texts.question(number) },
    choices: [],
  };
}

type Texts = Record<string, string>;

/** Every text of a survey, changed. */
function mapTexts(survey: SurveyInput, change: (texts: Texts) => Texts): SurveyInput {
  return {
    ...survey,
    prefix: change(survey.prefix),
    intro: change(survey.intro),
    thanks: change(survey.thanks),
    questions: survey.questions.map((question) => ({
      ...question,
      texts: change(question.texts),
      choices: question.choices.map((choice) => ({ ...choice, texts: change(choice.texts) })),
    })),
  };
}

/** A further language begins with the words of the default one. */
function withLanguage(survey: SurveyInput, language: string): SurveyInput {
  return mapTexts(survey, (one) => ({ ...one, [language]: one[survey.defaultLanguage] ?? '' }));
}

function withoutLanguage(survey: SurveyInput, language: string): SurveyInput {
  return mapTexts(survey, (one) => without(one, language));
}
