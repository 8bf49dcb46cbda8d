import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { SentAs } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { composerTexts as texts } from '../../../texts/composer.ts';
import { SentParts } from '../thread/SentParts.tsx';
import classes from './preview.module.css';

const PAUSE_MS = 400;

/** An answer as it is being written. */
export interface Unsent {
  readonly conversationId: string;
  readonly text: string;
  readonly hasFile: boolean;
}

/** What X would get of an answer with choices, to the letter: made by what sends it, for this account. */
export default function AnswerPreview({
  conversationId,
  text,
  hasFile,
  choices,
}: Unsent & { choices: readonly string[] }) {
  const heading = useId();
  const labels = choices.join('\n');
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const [settledLabels] = useDebouncedValue(labels, PAUSE_MS);
  const query = useQuery({
    queryKey: ['answer-preview', conversationId, settled, settledLabels, hasFile],
    queryFn: ({ signal }) => {
      const quickReplies = settledLabels.split('\n').map((label) => ({ label }));
      return api.messages.preview(
        { id: conversationId },
        { text: settled, hasFile, quickReplies },
        { signal },
      );
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  const isBehind = settled !== text || settledLabels !== labels;
  const found = query.data;
  if (query.isError) return <p className={classes.hint}>{texts.previewFailed}</p>;
  if (!found) return null;
  const { sentAs, otherwise, problem } = found;
  return (
    <section
      className={classes.preview}
      aria-labelledby={heading}
      aria-busy={isBehind || query.isFetching}
      // It is scrolled by keys where it is long.
      tabIndex={0}
    >
      <strong id={heading}>{texts.preview}</strong>
      {problem === null ? (
        <Gets sent={sentAs} otherwise={otherwise} />
      ) : (
        <p className={classes.problem} role="status">
          {problem}
        </p>
      )}
    </section>
  );
}

function Gets({ sent, otherwise }: { sent: SentAs; otherwise: string | null }) {
  const how = sent.via === 'v1' ? texts.previewButtons : texts.previewNumbered;
  return (
    <>
      <div className={classes.bubble}>
        <SentParts sent={sent} whole />
      </div>
      <p className={classes.hint}>{otherwise === null ? how : texts.previewUnknown}</p>
      {otherwise !== null && (
        <div className={classes.bubble}>
          <SentParts sent={{ via: 'v2', text: otherwise }} whole />
        </div>
      )}
    </>
  );
}
