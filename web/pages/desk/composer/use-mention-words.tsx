import { IconUser, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useRef, useState } from 'react';
import type { NoteMention } from '../../../../contract/api/index.ts';
import { mentionTeamsQuery } from '../../../api/queries.ts';
import { findMentionQuery, findMentions, type Named, rankNamed } from '../../../lib/mention-query.ts';
import { useMembers } from '../../../lib/members.ts';
import { useWordList } from '../../../shell/use-word-list.tsx';
import { mentionTexts } from '../../../texts/mentions.ts';
import classes from './composer.module.css';

/** Offers colleagues and teams while somebody writes `@an` in a note. `replace` puts text in place of a part of it. */
export function useMentionWords(
  text: string,
  enabled: boolean,
  replace: (start: number, end: number, piece: string) => void,
) {
  const { active } = useMembers();
  const teams = useQuery({ ...mentionTeamsQuery, enabled }).data?.teams ?? [];
  const [caret, setCaret] = useState(0);
  const picked = useRef(new Map<string, Named>());
  const all: Named[] = [
    ...active.map(({ id, name }) => ({ kind: 'member' as const, id, name })),
    ...teams.map(({ id, name }) => ({ kind: 'team' as const, id, name })),
  ];
  const found = enabled ? findMentionQuery(text, caret) : undefined;
  const { fieldProps, list, refuse } = useWordList<Named>({
    found,
    offer: (query) => rankNamed(all, query),
    pick: (one) => {
      if (!found) return;
      picked.current.set(one.name, one);
      refuse(found.start);
      replace(found.start, found.start + found.query.length + 1, `@${one.name} `);
    },
    label: mentionTexts.pick,
    className: classes.words,
    keyOf: ({ id }) => id,
    children: ({ kind, name }) => (
      <>
        {kind === 'team' ? <IconUsersGroup size={16} aria-hidden /> : <IconUser size={16} aria-hidden />}{' '}
        <span dir="auto">{name}</span>
        {kind === 'team' && <span className={classes.wordHint}>{mentionTexts.team}</span>}
      </>
    ),
  });

  return {
    /** Whom a finished note names. */
    mentionsIn: (note: string): NoteMention[] => findMentions(note, all, picked.current),
    fieldProps: {
      ...fieldProps,
      onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => {
        const { value, selectionStart } = event.currentTarget;
        setCaret(selectionStart);
        if (!findMentionQuery(value, selectionStart)) refuse(undefined);
      },
      onBlur: () => setCaret(0),
    },
    list,
  };
}
