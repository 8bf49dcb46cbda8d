/** What the composer holds of one draft. */
export interface DraftState {
  text: string;
  mediaIds: string[];
  /** The version that the server gave last; 0: none yet. */
  version: number;
  /** What the server holds at that version. */
  savedText: string;
  savedMediaIds: string[];
}

export interface StoredDraft {
  text: string;
  mediaIds: string[];
  version: number;
}

export type Settled =
  | { kind: 'adopt'; draft: DraftState }
  | { kind: 'keep'; draft: DraftState }
  | { kind: 'ask'; mine: DraftState; theirs: StoredDraft };

export const emptyDraft: DraftState = {
  text: '',
  mediaIds: [],
  version: 0,
  savedText: '',
  savedMediaIds: [],
};

export const isUnsaved = (draft: DraftState): boolean =>
  draft.text !== draft.savedText || draft.mediaIds.join() !== draft.savedMediaIds.join();

/** What to do when another tab saved the draft meanwhile. Words are never thrown away without asking. */
export function settleConflict(mine: DraftState, theirs: StoredDraft | undefined): Settled {
  const stored = theirs ?? { text: '', mediaIds: [], version: 0 };
  if (!isUnsaved(mine) || mine.text === stored.text) {
    return { kind: 'adopt', draft: adoptDraft(stored) };
  }
  const kept: DraftState = {
    ...mine,
    version: stored.version,
    savedText: stored.text,
    savedMediaIds: stored.mediaIds,
  };
  const theirsLost = stored.text !== '' && !mine.text.startsWith(stored.text);
  return theirsLost ? { kind: 'ask', mine: kept, theirs: stored } : { kind: 'keep', draft: kept };
}

export function adoptDraft(stored: StoredDraft): DraftState {
  return {
    text: stored.text,
    mediaIds: stored.mediaIds,
    version: stored.version,
    savedText: stored.text,
    savedMediaIds: stored.mediaIds,
  };
}
