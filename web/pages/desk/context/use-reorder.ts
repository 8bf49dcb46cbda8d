import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { announce } from '../../../../ui/index.ts';
import { movePanel, type PanelId } from '../../../lib/panel-order.ts';
import { customerTexts } from '../../../texts/customer.ts';
import classes from './context.module.css';

/** Handles that move sections, by dragging and by the up and down keys. */
export function useReorder(order: readonly PanelId[], onOrder: (order: PanelId[]) => void) {
  const [drag, setDrag] = useState<{ id: PanelId; place: number } | undefined>();
  const refocus = useRef<PanelId | undefined>(undefined);
  const key = order.join();
  // A node that moves in the document loses the focus, and with it the next key.
  useLayoutEffect(() => {
    const id = refocus.current;
    refocus.current = undefined;
    if (id) document.querySelector<HTMLElement>(`[data-section="${id}"] button`)?.focus();
  }, [key]);

  const move = (id: PanelId, place: number) => {
    const next = movePanel(order, id, place);
    if (next.join() === key) return;
    refocus.current = id;
    onOrder(next);
    announce(customerTexts.moved(customerTexts.sections[id], next.indexOf(id) + 1, next.length));
  };

  return {
    handleProps: (id: PanelId) => ({
      className: classes.handle,
      'aria-label': customerTexts.move(customerTexts.sections[id]),
      'aria-keyshortcuts': 'ArrowUp ArrowDown',
      title: customerTexts.moveHint,
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
        if (drag) setDrag({ id, place: findPlace(order, id, event.clientY) });
      },
      onPointerUp: (event: PointerEvent) => {
        if (drag) move(id, findPlace(order, id, event.clientY));
        setDrag(undefined);
      },
      onPointerCancel: () => setDrag(undefined),
    }),
    /** Where the dragged section would come to stand. */
    dropSide: (id: PanelId): 'before' | 'after' | undefined => {
      if (!drag || movePanel(order, drag.id, drag.place).join() === key) return undefined;
      const others = order.filter((each) => each !== drag.id);
      if (others[drag.place] === id) return 'before';
      return drag.place >= others.length && others.at(-1) === id ? 'after' : undefined;
    },
  };
}

/** How many of the other sections begin above the pointer by their middle. */
function findPlace(order: readonly PanelId[], id: PanelId, y: number): number {
  return order.filter((other) => {
    if (other === id) return false;
    const box = document.querySelector(`[data-section="${other}"]`)?.getBoundingClientRect();
    return box !== undefined && box.top + box.height / 2 < y;
  }).length;
}
