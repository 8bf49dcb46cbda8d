import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Entry } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { putEntry } from '../../../api/thread.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { threadTexts } from '../../../texts/thread.ts';
import classes from './thread.module.css';

/** Why a message was not sent, at the message: a sentence, X's own words on demand, and the way on. */
export function Failure({ entry }: { entry: Entry }) {
  const [answerShown, setAnswerShown] = useState(false);
  const [edited, setEdited] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const { failure } = entry;
  const retry = async (text?: string) => {
    setBusy(true);
    try {
      const again = await api.messages.retry(
        { id: entry.conversationId, messageId: entry.id },
        text === undefined ? {} : { text },
      );
      putEntry(entry.conversationId, again);
      setEdited(undefined);
    } catch (error) {
      tellProblem(threadTexts.cannotRetry, error);
    } finally {
      setBusy(false);
    }
  };
  const settle = async (as: 'sent' | 'failed') => {
    setBusy(true);
    try {
      putEntry(
        entry.conversationId,
        await api.messages.settle({ id: entry.conversationId, messageId: entry.id }, { as }),
      );
    } catch (error) {
      tellProblem(threadTexts.cannotSettle, error);
    } finally {
      setBusy(false);
    }
  };
  const canRetry = entry.state === 'failed' && failure?.canRetry === true;
  return (
    <div
      className={classes.failure}
      role={entry.state === 'failed' ? 'alert' : 'status'}
      data-state={entry.state}
    >
      <p>
        {entry.state === 'uncertain'
          ? threadTexts.uncertainHint
          : failure?.code === 'x_outcome_unknown'
            ? threadTexts.settledFailed
            : (failure?.message ?? threadTexts.failed)}
      </p>
      {edited !== undefined && (
        <Textarea
          value={edited}
          onChange={(event) => setEdited(event.currentTarget.value)}
          aria-label={threadTexts.editTitle}
          autosize
          minRows={2}
          maxRows={10}
          dir="auto"
          data-autofocus
        />
      )}
      <div className={classes.failureVerbs}>
        {entry.state === 'uncertain' && (
          <>
            <Button size="compact-xs" variant="default" loading={busy} onClick={() => void settle('sent')}>
              {threadTexts.didArrive}
            </Button>
            <Button size="compact-xs" variant="default" loading={busy} onClick={() => void settle('failed')}>
              {threadTexts.didNotArrive}
            </Button>
          </>
        )}
        {edited === undefined && canRetry && (
          <>
            <Button size="compact-xs" color="red" loading={busy} onClick={() => void retry()}>
              {threadTexts.retry}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setEdited(entry.text)}>
              {threadTexts.edit}
            </Button>
          </>
        )}
        {edited !== undefined && (
          <>
            <Button
              size="compact-xs"
              loading={busy}
              disabled={edited.trim() === ''}
              onClick={() => void retry(edited)}
            >
              {threadTexts.sendAgain}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setEdited(undefined)}>
              {commonTexts.cancel}
            </Button>
          </>
        )}
        {failure?.xBody && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => setAnswerShown(!answerShown)}
            aria-expanded={answerShown}
          >
            {answerShown ? threadTexts.hideXAnswer : threadTexts.showXAnswer}
          </Button>
        )}
      </div>
      {answerShown && failure?.xBody && (
        <pre className={classes.xAnswer}>
          {failure.xStatus === null ? '' : `${threadTexts.xStatus(failure.xStatus)}\n`}
          {failure.xBody}
        </pre>
      )}
    </div>
  );
}
