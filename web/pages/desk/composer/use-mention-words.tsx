import { IconUser, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type SyntheticEvent, useId, useRef, useState } from 'react';
import type { NoteMention } from '../../../../contract/api/index.ts';
import { mentionTeamsQuery } from '../../../api/queries.ts';
import { findMentionQuery, findMentions, type Named, rankNamed } from '../../../lib/mention-query.ts';
import { useMembers } from '../../../lib/members.ts';
import { mentionTexts } from '../../../texts/mentions.ts';
import classes from './composer.module.css';

/** Offers colleagues and teams while somebody writes `@an` in a note. `replace` puts text in place of a part of it. */
export function useMentionWords(
  text: string,
  enabled: boolean,
  replace: (start: number, end: number, piece: string) => void,
) {
  const listId = useId();
  const { active } = useMembers();
  const teams = useQuery({ ...mentionTeamsQuery, enabled }).data?.teams ?? [];
  const [caret, setCaret] = useState(0);
  const [refused, setRefused] = useState<number | undefined>();
  const [chosen, setChosen] = useState({ query: '', index: 0 });
  const picked = useRef(new Map<string, Named>());
  const all: Named[] = [
    ...active.map(({ id, name }) => ({ kind: 'member' as const, id, name })),
    ...teams.map(({ id, name }) => ({ kind: 'team' as const, id, name })),
  ];
  const found = enabled ? findMentionQuery(text, caret) : undefined;
  const query = found?.query ?? '';
  const offered = found && found.start !== refused ? rankNamed(all, query) : [];
  const index = chosen.query === query ? Math.min(chosen.index, offered.length - 1) : 0;
  const pick = (one: Named) => {
    if (!found) return;
    picked.current.set(one.name, one);
    setRefused(found.start);
    replace(found.start, found.start + query.length + 1, `@${one.name} `);
  };

  return {
    /** Whom a finished note names. */
    mentionsIn: (note: string): NoteMention[] => findMentions(note, all, picked.current),
    fieldProps: {
      onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => {
        const { value, selectionStart } = event.currentTarget;
        setCaret(selectionStart);
        if (!findMentionQuery(value, selectionStart)) setRefused(undefined);
      },
      onBlur: () => setCaret(0),
      onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (offered.length === 0 || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
        const { key } = event;
        if (key === 'ArrowDown' || key === 'ArrowUp') {
          const by = key === 'ArrowDown' ? 1 : offered.length - 1;
          setChosen({ query, index: (index + by) % offered.length });
        } else if ((key === 'Enter' || key === 'Tab') && !event.shiftKey) {
          const one = offered[index];
          if (one) pick(one);
        } else if (key === 'Escape') {
          setRefused(found?.start);
        } else return;
        event.preventDefault();
      },
      'aria-autocomplete': 'list' as const,
      'aria-controls': offered.length > 0 ? listId : undefined,
      'aria-activedescendant': offered.length > 0 ? `${listId}-${index}` : undefined,
    },
    list: offered.length > 0 && (
      <div className={classes.words} id={listId} role="listbox" aria-label={mentionTexts.pick}>
        {offered.map((one, at) => (
          <div
            key={one.id}
            id={`${listId}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            // The field keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              pick(one);
            }}
          >
            {one.kind === 'team' ? (
              <IconUsersGroup size={16} aria-hidden />
            ) : (
              <IconUser size={16} aria-hidden />
            )}{' '}
            <span dir="auto">{one.name}</span>
            {one.kind === 'team' && <span className={classes.wordHint}>{mentionTexts.team}</span>}
          </div>
        ))}
      </div>
    ),
  };
}
