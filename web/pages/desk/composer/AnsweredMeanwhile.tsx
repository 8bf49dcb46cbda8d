import { Button } from '@mantine/core';
import { IconMessageCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../../api/session.ts';
import { threadQuery } from '../../../api/thread.ts';
import { useMembers } from '../../../lib/members.ts';
import { composerTexts } from '../../../texts/composer.ts';
import classes from './composer.module.css';

interface Props {
  conversationId: string;
  /** Something of an answer is in the field. */
  writing: boolean;
}

/** What stood in the thread when one began to write, or said to have read it. */
interface Seen {
  readonly upTo: string;
  readonly ids: ReadonlySet<string>;
}

/** A colleague's answer came while one was writing: the own one may say the same, or the opposite. */
export function AnsweredMeanwhile({ conversationId, writing }: Props) {
  const me = useMe();
  const { nameOf } = useMembers();
  // What the thread shows; it is the thread that fetches.
  const entries = useQuery({ ...threadQuery(conversationId), enabled: false }).data?.entries ?? [];
  const newest = entries.at(-1)?.position;
  const [seen, setSeen] = useState<Seen | undefined>();
  const now = () =>
    newest !== undefined && setSeen({ upTo: newest, ids: new Set(entries.map(({ id }) => id)) });
  if (!writing && seen !== undefined) setSeen(undefined);
  if (writing && seen === undefined) now();
  if (!writing || seen === undefined) return null;
  const answer = entries.findLast(
    (entry) =>
      entry.direction === 'out' &&
      entry.authorKind === 'agent' &&
      entry.authorId !== me.id &&
      // A sent answer moves to X's place in the thread: the id tells that it is the same.
      !seen.ids.has(entry.id) &&
      BigInt(entry.position) > BigInt(seen.upTo),
  );
  if (!answer) return null;
  return (
    <div className={classes.lock} role="alert">
      <IconMessageCheck size={18} aria-hidden />
      <span>{composerTexts.answeredMeanwhile(nameOf(answer.authorId ?? ''))}</span>
      <Button size="compact-sm" variant="default" onClick={now}>
        {composerTexts.haveRead}
      </Button>
    </div>
  );
}
