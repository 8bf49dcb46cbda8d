import { useCallback, useEffect, useRef, useState } from 'react';
import type { Media } from '../../../../contract/api/index.ts';
import { api, ApiError } from '../../../../client/index.ts';
import {
  adoptDraft,
  type DraftState,
  emptyDraft,
  isUnsaved,
  settleConflict,
  type StoredDraft,
} from '../../../lib/draft-conflict.ts';

export type Mode = 'reply' | 'note';
type Drafts = Record<Mode, DraftState>;

export interface DraftConflict {
  mode: Mode;
  mine: DraftState;
  theirs: StoredDraft;
}

const saveAfterMs = 1_000;
/** What could not be saved is tried again: the server comes back without anybody typing. */
const againAfterMs = 5_000;

/**
 * Own drafts of a conversation, kept on the server: saved a second after the last key and on leaving.
 * When another tab was faster, nothing is lost: see `settleConflict`.
 */
export function useDraft(conversationId: string) {
  const drafts = useRef<Drafts>({ reply: emptyDraft, note: emptyDraft });
  const [shown, setShown] = useState<Drafts>({ reply: emptyDraft, note: emptyDraft });
  const [loaded, setLoaded] = useState(false);
  const [media, setMedia] = useState<Media[]>([]);
  const [saveState, setSaveState] = useState<'idle' | 'saving' | 'saved' | 'problem'>('idle');
  const [conflict, setConflict] = useState<DraftConflict | undefined>();
  const saving = useRef<Record<Mode, Promise<void> | undefined>>({ reply: undefined, note: undefined });
  const timers = useRef<Record<Mode, ReturnType<typeof setTimeout> | undefined>>({
    reply: undefined,
    note: undefined,
  });

  const put = useCallback((mode: Mode, draft: DraftState) => {
    drafts.current = { ...drafts.current, [mode]: draft };
    setShown(drafts.current);
  }, []);

  const saveLater = useRef<(mode: Mode) => void>(undefined);
  const again = useCallback((mode: Mode) => {
    clearTimeout(timers.current[mode]);
    timers.current[mode] = setTimeout(() => saveLater.current?.(mode), againAfterMs);
  }, []);

  const save = useCallback(
    async (mode: Mode, keepalive = false): Promise<void> => {
      await saving.current[mode];
      const draft = drafts.current[mode];
      if (!isUnsaved(draft)) {
        // Written back to what is stored, or saved meanwhile: nothing is wrong any more.
        setSaveState((state) => (state === 'problem' ? 'idle' : state));
        return;
      }
      const work = (async () => {
        setSaveState('saving');
        try {
          const saved = await api.drafts.save(
            { id: conversationId, mode },
            { text: draft.text, mediaIds: draft.mediaIds, version: draft.version },
            { keepalive },
          );
          const empty = draft.text === '' && draft.mediaIds.length === 0;
          put(mode, {
            ...drafts.current[mode],
            version: empty ? 0 : saved.version,
            savedText: draft.text,
            savedMediaIds: draft.mediaIds,
          });
          setSaveState('saved');
        } catch (error) {
          if (!(error instanceof ApiError) || error.status !== 409) {
            setSaveState('problem');
            again(mode);
            return;
          }
          const { drafts: stored } = await api.drafts.list({ id: conversationId });
          const settled = settleConflict(
            drafts.current[mode],
            stored.find((each) => each.mode === mode),
          );
          if (settled.kind === 'ask') setConflict({ mode, mine: settled.mine, theirs: settled.theirs });
          else put(mode, settled.draft);
          setSaveState('idle');
        }
      })();
      saving.current[mode] = work.catch(() => setSaveState('problem'));
      await saving.current[mode];
      saving.current[mode] = undefined;
    },
    [conversationId, put, again],
  );
  useEffect(() => {
    saveLater.current = (mode) => void save(mode);
  }, [save]);

  const change = useCallback(
    (mode: Mode, part: { text?: string; mediaIds?: string[] }) => {
      put(mode, { ...drafts.current[mode], ...part });
      clearTimeout(timers.current[mode]);
      timers.current[mode] = setTimeout(() => void save(mode), saveAfterMs);
    },
    [put, save],
  );

  /** Sent: the draft is empty here and on the server. */
  const clear = useCallback(
    (mode: Mode) => {
      change(mode, { text: '', mediaIds: [] });
      clearTimeout(timers.current[mode]);
      void save(mode);
    },
    [change, save],
  );

  useEffect(() => {
    const abort = new AbortController();
    api.drafts
      .list({ id: conversationId }, { signal: abort.signal })
      .then(({ drafts: stored, media: held }) => {
        for (const each of stored) {
          const now = drafts.current[each.mode];
          // Whoever began to write before the draft was here goes on writing behind it.
          if (now.text === '') put(each.mode, adoptDraft(each));
          else put(each.mode, { ...adoptDraft(each), text: `${each.text}\n${now.text}` });
        }
        setMedia(held);
        setLoaded(true);
      })
      .catch(() => {
        if (abort.signal.aborted) return;
        setLoaded(true);
        setSaveState('problem');
      });
    return () => abort.abort();
  }, [conversationId, put]);

  useEffect(() => {
    const flush = () => {
      for (const mode of ['reply', 'note'] as const) {
        clearTimeout(timers.current[mode]);
        void save(mode, true);
      }
    };
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [save]);

  const resolve = (choice: 'mine' | 'theirs') => {
    if (!conflict) return;
    put(
      conflict.mode,
      choice === 'mine'
        ? { ...conflict.mine, text: drafts.current[conflict.mode].text }
        : adoptDraft(conflict.theirs),
    );
    setConflict(undefined);
    if (choice === 'mine') void save(conflict.mode);
  };

  /** What is written at this very moment, be it drawn or not. */
  const read = useCallback((mode: Mode) => drafts.current[mode].text, []);

  return { drafts: shown, read, loaded, media, saveState, conflict, change, clear, resolve };
}
