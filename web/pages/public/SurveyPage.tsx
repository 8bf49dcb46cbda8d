import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { PublicSurvey, SurveyAnswers } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { formatDayAndTime, LoadingState } from '../../../ui/index.ts';
import { describeError } from '../../shell/tell.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { publicSurveyTexts as texts } from '../../texts/survey.ts';
import { PublicFrame } from './PublicFrame.tsx';
import classes from './public.module.css';

/** The survey behind a link, for the customer who got it. */
export function SurveyPage() {
  const { token } = useParams({ from: '/survey/$token' });
  const query = useQuery({
    queryKey: ['public-survey', token],
    queryFn: () => api.surveys.show({ token }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.isPending) return <LoadingState label={commonTexts.loading} />;
  if (query.isError) return <PublicFrame title={texts.gone} lead={describeError(query.error)} />;
  return <Answering token={token} survey={query.data} />;
}

function Answering({ token, survey }: { token: string; survey: PublicSurvey }) {
  const [answers, setAnswers] = useState<SurveyAnswers>(survey.answers ?? {});
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.surveys.answer({ token }, { answers });
      setDone(true);
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  const until = texts.until(formatDayAndTime(survey.expiresAt));
  if (done) {
    return (
      <PublicFrame title={survey.thanks} language={survey.language}>
        <p role="status">{until}</p>
        <Button variant="default" size="md" onClick={() => setDone(false)}>
          {texts.change}
        </Button>
      </PublicFrame>
    );
  }
  return (
    <PublicFrame title={survey.businessName} lead={survey.intro} language={survey.language}>
      {survey.answers && <p role="status">{texts.again}</p>}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {survey.questions.map((question) => (
          <Question
            key={question.id}
            question={question}
            answer={answers[question.id]}
            onAnswer={(answer) => setAnswers((now) => ({ ...now, [question.id]: answer }))}
          />
        ))}
        {problem && (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        )}
        <Button type="submit" size="md" loading={busy} autoContrast>
          {texts.send}
        </Button>
      </form>
    </PublicFrame>
  );
}

interface QuestionProps {
  question: PublicSurvey['questions'][number];
  answer: SurveyAnswers[string] | undefined;
  onAnswer: (answer: SurveyAnswers[string]) => void;
}

function Question({ question, answer, onAnswer }: QuestionProps) {
  const { kind, text, id } = question;
  const legend = (
    <legend dir="auto">
      {text}
      {question.required ? '' : ` ${texts.optional}`}
    </legend>
  );
  if (kind === 'text') {
    return (
      <fieldset className={classes.question}>
        {legend}
        <Textarea
          aria-label={text}
          autosize
          minRows={3}
          maxLength={2_000}
          dir="auto"
          mt={8}
          size="md"
          value={answer && 'text' in answer ? answer.text : ''}
          onChange={(event) => onAnswer({ text: event.currentTarget.value })}
        />
      </fieldset>
    );
  }
  if (kind === 'choice') {
    return (
      <fieldset className={classes.question}>
        {legend}
        {question.choices.map((choice) => (
          <label key={choice.id} className={classes.choice} dir="auto">
            <input
              type="radio"
              name={id}
              checked={answer !== undefined && 'choice' in answer && answer.choice === choice.id}
              onChange={() => onAnswer({ choice: choice.id })}
            />
            {choice.text}
          </label>
        ))}
      </fieldset>
    );
  }
  const scores = kind === 'score5' ? [1, 2, 3, 4, 5] : [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  return (
    <fieldset className={classes.question}>
      {legend}
      <div className={classes.scores}>
        {scores.map((score) => (
          <label key={score} className={classes.score}>
            <input
              type="radio"
              name={id}
              checked={answer !== undefined && 'score' in answer && answer.score === score}
              onChange={() => onAnswer({ score })}
            />
            {score}
          </label>
        ))}
      </div>
      <p className={classes.ends} aria-hidden>
        <span>{texts.lowest}</span>
        <span>{texts.highest}</span>
      </p>
    </fieldset>
  );
}
