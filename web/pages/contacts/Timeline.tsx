import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TimelineEntry } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { formatDayAndTime, LoadingState } from '../../../ui/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { timelineQuery } from '../../api/records.ts';
import { useMay, useMe } from '../../api/session.ts';
import { useMembers } from '../../lib/members.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { tellProblem } from '../../shell/tell.ts';
import { offerUndo } from '../../shell/undo.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { recordTexts } from '../../texts/records.ts';
import classes from './contacts.module.css';

interface Props {
  kind: 'contact' | 'company' | 'case';
  id: string;
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['timeline'] });

/** Conversations, cases and notes of a record, newest first; a note is written here. */
export function Timeline({ kind, id }: Props) {
  const query = useQuery(timelineQuery(kind, id));
  const may = useMay();
  const me = useMe();
  const { nameOf } = useMembers();
  const remove = async (entry: TimelineEntry) => {
    try {
      await api.timeline.removeNote({ id: entry.id });
      const text = entry.text ?? '';
      offerUndo(texts.removeNote, async () => {
        await api.timeline.addNote({ kind, id }, { text });
        await refresh();
      });
    } catch (error) {
      tellProblem(texts.cannotNote, error);
    }
    await refresh();
  };
  // Only notes of the record itself can go here; those in threads are the threads'.
  const mayRemove = (entry: TimelineEntry) =>
    entry.kind === 'note' &&
    entry.conversationId === null &&
    (may('contacts.merge') || (may('contacts.manage') && entry.authorId === me.id));
  return (
    <section aria-label={texts.timeline}>
      <h3>{texts.timeline}</h3>
      {may('contacts.manage') && <NoteBox kind={kind} id={id} />}
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data?.entries.length === 0 && <p className={classes.dim}>{recordTexts.noTimeline}</p>}
      <ul className={classes.list}>
        {query.data?.entries.map((entry) => (
          <li key={`${entry.kind}-${entry.id}`} className={classes.line}>
            <div className={classes.main}>
              <Heading entry={entry} />
              {entry.text && <div dir="auto">{entry.text}</div>}
              <p className={classes.dim}>
                {formatDayAndTime(entry.at)}
                {entry.authorId && ` · ${nameOf(entry.authorId)}`}
              </p>
            </div>
            {mayRemove(entry) && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={texts.removeNote}
                onClick={() => void remove(entry)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Heading({ entry }: { entry: TimelineEntry }) {
  const title = entry.title && <span dir="auto"> {entry.title}</span>;
  if (entry.kind === 'case') {
    return (
      <Link to="/contacts/cases" search={{ open: entry.id }} className={classes.link}>
        {recordTexts.timelineCase(entry.number ?? 0)}
        {title}
      </Link>
    );
  }
  if (entry.kind === 'conversation' && entry.conversationId) {
    return (
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: entry.conversationId }}
        className={classes.link}
      >
        {recordTexts.timelineConversation(entry.number ?? 0)}
        {title}
      </Link>
    );
  }
  return <strong>{recordTexts.timelineNote}</strong>;
}

function NoteBox({ kind, id }: Props) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    try {
      await api.timeline.addNote({ kind, id }, { text });
      setText('');
      await refresh();
    } catch (error) {
      tellProblem(texts.cannotNote, error);
    }
    setBusy(false);
  };
  return (
    <div style={{ marginBottom: 16 }}>
      <Textarea
        aria-label={texts.addNote}
        placeholder={texts.addNote}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={10_000}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <Button mt="xs" size="xs" loading={busy} onClick={() => void add()}>
          {texts.saveNote}
        </Button>
      )}
    </div>
  );
}
