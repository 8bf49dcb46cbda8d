import { Button, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SideTalk } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { formatClock, RelativeTime } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { useMe } from '../../../api/session.ts';
import { sideTalkQuery, sideTalksQuery, targetsQuery } from '../../../api/team.ts';
import { useMembers } from '../../../lib/members.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { teamTexts } from '../../../texts/team.ts';
import classes from './team.module.css';

/** Who is beside the agent here, and what is said in private with them. */
export function SideTalks({ conversationId }: { conversationId: string }) {
  const me = useMe();
  const talks = useQuery(sideTalksQuery(conversationId)).data?.talks ?? [];
  // Whoever looks on is seen by themselves and by those above only.
  const shown = talks.filter((talk) => talk.kind !== 'monitor' || talk.canAnswer || talk.memberId === me.id);
  if (shown.length === 0) return null;
  return (
    <section className={classes.talks} aria-label={teamTexts.participants}>
      {shown.map((talk) => (
        <Talk key={talk.id} talk={talk} mine={talk.byMemberId === me.id || talk.memberId === me.id} />
      ))}
    </section>
  );
}

function Talk({ talk, mine }: { talk: SideTalk; mine: boolean }) {
  const me = useMe();
  const { nameOf } = useMembers();
  const isGuest = talk.memberId === me.id;
  const other = isGuest ? talk.byMemberId : talk.memberId;
  const queues = useQuery({
    ...targetsQuery(talk.conversationId),
    enabled: talk.queueId !== null && talk.state === 'asked',
  }).data?.queues;
  const queue = queues?.find(({ id }) => id === talk.queueId)?.name ?? '…';
  const act = async (run: () => Promise<unknown>) => {
    try {
      await run();
      await queryClient.invalidateQueries(sideTalksQuery(talk.conversationId));
    } catch (error) {
      tellProblem(teamTexts.failed, error);
    }
  };
  const title =
    talk.kind === 'monitor'
      ? `${nameOf(talk.memberId ?? '')} ${talk.canAnswer ? teamTexts.inChat : teamTexts.looksOn}`
      : other
        ? teamTexts.pane(nameOf(other))
        : teamTexts.paneQueue(queue);
  const canAdd = talk.state === 'active' && !talk.canAnswer && (talk.kind === 'monitor' ? isGuest : !isGuest);
  return (
    <article className={classes.talk}>
      <header className={classes.talkHead}>
        <IconLock size={14} aria-hidden />
        <strong>{title}</strong>
        <span className={classes.facts}>
          {talk.state === 'asked'
            ? talk.memberId
              ? teamTexts.waitingFor(nameOf(talk.memberId))
              : teamTexts.looking
            : talk.kind !== 'monitor' && (talk.canAnswer ? teamTexts.inChat : teamTexts.readsAlong)}
          {talk.state === 'asked' && talk.dueAt && ` · ${teamTexts.until(formatClock(talk.dueAt))}`}
        </span>
        {canAdd && (
          <Button
            size="compact-xs"
            variant="light"
            onClick={() => void act(() => api.teamwork.addToChat({ id: talk.id }))}
          >
            {talk.kind === 'monitor' ? teamTexts.join : teamTexts.addToChat}
          </Button>
        )}
        {mine && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void act(() => api.teamwork.end({ id: talk.id }))}
          >
            {talk.state === 'asked' ? teamTexts.takeBack : isGuest ? teamTexts.leave : teamTexts.end}
          </Button>
        )}
      </header>
      {mine && talk.kind !== 'monitor' && <Pane talk={talk} />}
    </article>
  );
}

function Pane({ talk }: { talk: SideTalk }) {
  const { nameOf } = useMembers();
  const query = useQuery(sideTalkQuery(talk.id));
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const say = async () => {
    const words = text.trim();
    if (words === '' || busy) return;
    setBusy(true);
    try {
      await api.teamwork.say({ id: talk.id }, { text: words, idempotencyKey: crypto.randomUUID() });
      setText('');
      await queryClient.invalidateQueries(sideTalkQuery(talk.id));
    } catch (error) {
      tellProblem(teamTexts.failed, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <ol className={classes.said} aria-live="polite">
        {query.data?.messages.map((message) => (
          <li key={message.id}>
            <strong>{nameOf(message.authorId)}</strong> <span dir="auto">{message.text}</span>{' '}
            <RelativeTime at={message.at} className={classes.age} />
          </li>
        ))}
      </ol>
      <form
        className={classes.sayLine}
        onSubmit={(event) => {
          event.preventDefault();
          void say();
        }}
      >
        <TextInput
          flex={1}
          size="xs"
          value={text}
          maxLength={5_000}
          aria-label={teamTexts.say}
          placeholder={teamTexts.say}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="light" disabled={text.trim() === ''}>
          {teamTexts.send}
        </Button>
      </form>
    </>
  );
}
