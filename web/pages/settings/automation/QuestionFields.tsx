import { Button, Group, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import type { SurveyQuestion } from '../../../../contract/api/index.ts';
import { surveyTexts as texts } from '../../../texts/survey.ts';
import classes from './automation.module.css';

interface Props {
  number: number;
  question: SurveyQuestion;
  language: string;
  onChange: (question: SurveyQuestion) => void;
  onRemove?: () => void;
}

const KINDS: readonly SurveyQuestion['kind'][] = ['score5', 'score10', 'choice', 'text'];

/** One question of a survey in one language. */
export function QuestionFields({ number, question, language, onChange, onRemove }: Props) {
  const setChoices = (lines: readonly string[]) =>
    onChange({
      ...question,
      choices: lines.slice(0, 20).map((line, index) => {
        const known = question.choices[index];
        return { id: known?.id ?? `c${index + 1}`, texts: { ...known?.texts, [language]: line } };
      }),
    });
  return (
    <div className={classes.figure} role="group" aria-label={texts.question(number)}>
      <TextInput
        label={texts.question(number)}
        maxLength={300}
        dir="auto"
        value={question.texts[language] ?? ''}
        onChange={(event) =>
          onChange({ ...question, texts: { ...question.texts, [language]: event.currentTarget.value } })
        }
      />
      <Group gap="md" align="flex-end" mt="xs">
        <NativeSelect
          label={texts.kind}
          value={question.kind}
          data={KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
          onChange={(event) =>
            onChange({ ...question, kind: KINDS.find((one) => one === event.currentTarget.value) ?? 'text' })
          }
        />
        <Switch
          label={texts.required}
          checked={question.required}
          onChange={(event) => onChange({ ...question, required: event.currentTarget.checked })}
        />
        {onRemove && (
          <Button variant="subtle" color="red" onClick={onRemove}>
            {texts.remove}
          </Button>
        )}
      </Group>
      {question.kind === 'choice' && (
        <Textarea
          label={texts.choices}
          mt="xs"
          autosize
          minRows={2}
          dir="auto"
          value={question.choices.map((choice) => choice.texts[language] ?? '').join('\n')}
          onChange={(event) => setChoices(event.currentTarget.value.split('\n'))}
        />
      )}
    </div>
  );
}
