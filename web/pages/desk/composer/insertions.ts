import { useEffect, useLayoutEffect, useRef } from 'react';

type Insert = (piece: string) => void;

const composers = new Map<string, { readonly current: Insert }>();

/** Puts a text where the answer of a conversation is being written; false when none is on the screen. */
export function insertIntoAnswer(conversationId: string, text: string): boolean {
  const composer = composers.get(conversationId);
  composer?.current(text);
  return composer !== undefined;
}

/** Takes what other parts of the desk put into the answer, while the calling composer is on the screen. */
export function useInsertions(conversationId: string, insert: Insert): void {
  const latest = useRef(insert);
  useLayoutEffect(() => {
    latest.current = insert;
  });
  useEffect(() => {
    composers.set(conversationId, latest);
    return () => {
      if (composers.get(conversationId) === latest) composers.delete(conversationId);
    };
  }, [conversationId]);
}
