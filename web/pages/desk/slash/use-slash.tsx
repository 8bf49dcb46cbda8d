import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type SyntheticEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { findSlashQuery } from '../../../lib/slash-query.ts';
import { findSlashCommand } from '../../../shell/slash-commands.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { slashTexts } from '../../../texts/slash.ts';
import classes from '../composer/composer.module.css';
import { articleText, findOffers, type SlashOffer } from './find-offers.ts';

interface Options {
  readonly conversationId: string;
  readonly text: string;
  /** Puts text in place of a part of it, the caret behind. */
  readonly replace: (start: number, end: number, piece: string) => void;
  readonly setMode: (mode: 'reply' | 'note') => void;
  readonly runMacro: (macro: { id: string; name: string }) => void;
}

/** Commands and quick replies behind a slash at the beginning of a line, chosen by key or pointer. */
export function useSlash({ conversationId, text, replace, setMode, runMacro }: Options) {
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [refused, setRefused] = useState(false);
  const [chosen, setChosen] = useState({ key: '', index: 0 });
  const found = caret > text.length ? undefined : findSlashQuery(text, caret);
  const wanted = found !== undefined && !refused;
  const key = found ? `${found.word} ${found.rest ?? ''}` : '';
  const lookup = {
    queryKey: ['slash', conversationId, found?.word, found?.rest],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      findOffers(conversationId, found ?? { word: '', rest: undefined }, signal),
    staleTime: 10_000,
  };
  const query = useQuery({ ...lookup, enabled: wanted, placeholderData: keepPreviousData });
  const now = useRef(text);
  useLayoutEffect(() => {
    now.current = text;
  });
  const offers = wanted ? (query.data ?? []) : [];
  const index = chosen.key === key ? Math.min(chosen.index, Math.max(0, offers.length - 1)) : 0;

  const choose = (offer: SlashOffer) => {
    if (!found) return;
    const { act } = offer;
    const put = (piece: string) => {
      replace(found.start, found.end, piece);
      setCaret(found.start + piece.length);
    };
    switch (act.kind) {
      case 'insert':
        put(act.text);
        // A count; the text is in the field whether or not it arrives.
        if (act.replyId) api.quickReplies.used({ id: act.replyId }).catch(() => undefined);
        return;
      case 'complete':
        put(act.text);
        return;
      case 'article':
        articleText(act.id, act.publicUrl).then(put, (error: unknown) =>
          tellProblem(slashTexts.cannotLoad, error),
        );
        return;
      case 'macro':
        put('');
        runMacro(act);
        return;
      case 'mode':
        put('');
        setMode(act.mode);
        return;
      case 'run':
        put('');
        findSlashCommand(act.command)?.(act.typed);
        return;
    }
  };

  /** What is shown is still of the letter before: who is that quick wants the first of what comes. */
  const chooseWhenThere = () => {
    queryClient.fetchQuery(lookup).then(
      ([first]) => {
        if (first && now.current === text) choose(first);
      },
      (error: unknown) => tellProblem(slashTexts.cannotLoad, error),
    );
  };

  return {
    open: offers.length > 0,
    fieldProps: {
      onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => {
        const { value, selectionStart } = event.currentTarget;
        setCaret(selectionStart);
        if (!findSlashQuery(value, selectionStart)) setRefused(false);
      },
      onBlur: () => setCaret(0),
      onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => {
        if (offers.length === 0 || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
        const { key: pressed } = event;
        if (pressed === 'ArrowDown' || pressed === 'ArrowUp') {
          const by = pressed === 'ArrowDown' ? 1 : offers.length - 1;
          setChosen({ key, index: (index + by) % offers.length });
        } else if ((pressed === 'Enter' || pressed === 'Tab') && !event.shiftKey) {
          const offer = offers[index];
          if (query.isPlaceholderData) chooseWhenThere();
          else if (offer) choose(offer);
        } else if (pressed === 'Escape') setRefused(true);
        else return;
        event.preventDefault();
      },
      'aria-autocomplete': 'list' as const,
      'aria-controls': offers.length > 0 ? listId : undefined,
      'aria-activedescendant': offers.length > 0 ? `${listId}-${index}` : undefined,
    },
    list: offers.length > 0 && (
      <div className={classes.words} id={listId} role="listbox" aria-label={slashTexts.list}>
        {offers.map((offer, at) => (
          <div
            key={offer.id}
            id={`${listId}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            className={classes.slashOffer}
            // The field keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(offer);
            }}
          >
            <strong dir="auto">{offer.label}</strong>
            <span dir="auto">{offer.hint}</span>
          </div>
        ))}
      </div>
    ),
  };
}
