import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { announce } from './announce.ts';

const EDGE_PX = 40;

/** The order with `id` at `place`, counted among the others. */
export function moveInOrder<Id>(order: readonly Id[], id: Id, place: number): Id[] {
  const others = order.filter((each) => each !== id);
  return others.toSpliced(Math.max(0, Math.min(place, others.length)), 0, id);
}

/** What is said of moving. */
export interface ReorderTexts<Id extends string> {
  /** Names the handle: "Move Sales". */
  readonly move: (id: Id) => string;
  /** On hover: how to use it. */
  readonly hint: string;
  /** Announced: "Sales is now 2 of 5". */
  readonly moved: (id: Id, place: number, of: number) => string;
}

/**
 * Handles that move the things of a list, by dragging and by the up and down keys. Each thing's element carries
 * `data-reorder={id}` and holds the handle, a button; `dropSide` says where a dragged one would come to stand.
 */
export function useReorder<Id extends string>(
  order: readonly Id[],
  onOrder: (order: Id[]) => void,
  texts: ReorderTexts<Id>,
) {
  const [drag, setDrag] = useState<{ id: Id; place: number } | undefined>();
  const refocus = useRef<Id | undefined>(undefined);
  const key = order.join();
  // A node that moves in the document loses the focus, and with it the next key.
  useLayoutEffect(() => {
    const id = refocus.current;
    refocus.current = undefined;
    if (id) elementOf(id)?.querySelector<HTMLElement>('button')?.focus();
  }, [key]);

  const move = (id: Id, place: number) => {
    const next = moveInOrder(order, id, place);
    if (next.join() === key) return;
    refocus.current = id;
    onOrder(next);
    announce(texts.moved(id, next.indexOf(id) + 1, next.length));
  };

  return {
    handleProps: (id: Id) => ({
      'aria-label': texts.move(id),
      'aria-keyshortcuts': 'ArrowUp ArrowDown',
      title: texts.hint,
      'data-dragging': drag?.id === id || undefined,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        move(id, order.indexOf(id) + (event.key === 'ArrowUp' ? -1 : 1));
      },
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ id, place: order.indexOf(id) });
      },
      onPointerMove: (event: PointerEvent) => {
        if (!drag) return;
        scrollAtEdge(event.currentTarget, event.clientY);
        setDrag({ id, place: findPlace(order, id, event.clientY) });
      },
      onPointerUp: (event: PointerEvent) => {
        if (drag) move(id, findPlace(order, id, event.clientY));
        setDrag(undefined);
      },
      onPointerCancel: () => setDrag(undefined),
    }),
    /** Where the dragged thing would come to stand. */
    dropSide: (id: Id): 'before' | 'after' | undefined => {
      if (!drag || moveInOrder(order, drag.id, drag.place).join() === key) return undefined;
      const others = order.filter((each) => each !== drag.id);
      if (others[drag.place] === id) return 'before';
      return drag.place >= others.length && others.at(-1) === id ? 'after' : undefined;
    },
  };
}

const elementOf = (id: string) => document.querySelector<HTMLElement>(`[data-reorder="${CSS.escape(id)}"]`);

/** Lists are longer than the screen: near an edge of what scrolls, what lies beyond comes nearer. */
function scrollAtEdge(handle: Element, y: number): void {
  for (let box = handle.parentElement; box; box = box.parentElement) {
    if (box.scrollHeight <= box.clientHeight || !/auto|scroll/.test(getComputedStyle(box).overflowY))
      continue;
    const { top, bottom } = box.getBoundingClientRect();
    if (y < top + EDGE_PX) box.scrollBy({ top: -EDGE_PX / 2 });
    if (y > bottom - EDGE_PX) box.scrollBy({ top: EDGE_PX / 2 });
    return;
  }
}

/** How many of the others begin above the pointer by their middle. */
function findPlace(order: readonly string[], id: string, y: number): number {
  return order.filter((other) => {
    if (other === id) return false;
    const box = elementOf(other)?.getBoundingClientRect();
    return box !== undefined && box.top + box.height / 2 < y;
  }).length;
}
