import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { LoadingState, ProblemState } from '../../../../ui/index.ts';
import { useMarkPresent } from '../../../api/present.ts';
import { conversationQuery } from '../../../api/queries.ts';
import { expectConversation, forgetConversation, tellConversationThere } from '../../../shell/commands.ts';
import { describeError } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { Composer } from '../composer/Composer.tsx';
import { UndoBar } from '../composer/UndoBar.tsx';
import { HandoverBar } from './HandoverBar.tsx';
import { Thread } from './Thread.tsx';
import { ThreadHeader } from './ThreadHeader.tsx';
import { WrapUpBar } from './WrapUpBar.tsx';
import classes from './thread.module.css';

const SideTalks = lazy(async () => ({ default: (await import('../team/SideTalks.tsx')).SideTalks }));

const ControlBar = lazy(async () => ({ default: (await import('./ControlBar.tsx')).ControlBar }));

interface Props {
  conversationId: string;
  at: string | undefined;
  contextShown: boolean;
  onContext: () => void;
  onBack: () => void;
  onDone: () => void;
}

/** Head, messages and composer of the open conversation. */
export function ThreadPane({ conversationId, at, contextShown, onContext, onBack, onDone }: Props) {
  const query = useQuery(conversationQuery(conversationId));
  const present = useMarkPresent(conversationId);
  const detail = query.data;
  const state = detail ? 'there' : query.isError ? 'failed' : 'coming';
  // Runs behind the effects of the head and the composer, which offer the commands.
  useEffect(() => {
    if (state === 'coming') expectConversation(conversationId);
    else if (state === 'there') tellConversationThere(conversationId);
    else forgetConversation(conversationId);
    return () => {
      if (state !== 'coming') forgetConversation(conversationId);
    };
  }, [conversationId, state]);
  if (!detail) {
    if (!query.isError) return <LoadingState label={commonTexts.loading} />;
    return (
      <ProblemState
        title={commonTexts.cannotLoad}
        message={describeError(query.error)}
        retryLabel={commonTexts.retry}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div className={classes.pane}>
      <ThreadHeader
        detail={detail}
        contextShown={contextShown}
        onContext={onContext}
        onBack={onBack}
        onDone={onDone}
      />
      <WrapUpBar detail={detail} onDone={onDone} />
      <HandoverBar detail={detail} />
      <Suspense fallback={null}>
        <ControlBar conversationId={conversationId} />
      </Suspense>
      <Thread detail={detail} at={at} />
      <Suspense fallback={null}>
        <SideTalks conversationId={conversationId} />
      </Suspense>
      <UndoBar />
      <Composer detail={detail} onDoing={present} onDone={onDone} />
    </div>
  );
}
