import { type TouchEvent, useRef } from 'react';

const enoughPx = 90;

/** A swipe to the right leads back; what scrolls sideways or is written in keeps its own swipes. */
export function useSwipeBack(enabled: boolean, onBack: () => void) {
  const from = useRef<{ x: number; y: number; sideways: boolean } | undefined>(undefined);
  const show = (pane: HTMLElement, byPx: number) => {
    pane.style.translate = byPx > 0 ? `${byPx}px 0` : '';
  };
  if (!enabled) return {};
  return {
    onTouchStart: (event: TouchEvent<HTMLElement>) => {
      const touch = event.touches[0];
      const { target } = event;
      const taken =
        target instanceof Element && target.closest('textarea,input,pre,[role="dialog"]') !== null;
      from.current =
        touch && event.touches.length === 1 && !taken
          ? { x: touch.clientX, y: touch.clientY, sideways: false }
          : undefined;
    },
    onTouchMove: (event: TouchEvent<HTMLElement>) => {
      const touch = event.touches[0];
      const start = from.current;
      if (!touch || !start) return;
      const byX = touch.clientX - start.x;
      const byY = Math.abs(touch.clientY - start.y);
      if (!start.sideways && byY > 10 && byY > byX) from.current = undefined;
      else if (byX > 14 && byX > byY * 1.5) start.sideways = true;
      if (start.sideways && from.current) show(event.currentTarget, byX);
    },
    onTouchEnd: (event: TouchEvent<HTMLElement>) => {
      const start = from.current;
      const touch = event.changedTouches[0];
      from.current = undefined;
      show(event.currentTarget, 0);
      if (start?.sideways && touch && touch.clientX - start.x >= enoughPx) onBack();
    },
    onTouchCancel: (event: TouchEvent<HTMLElement>) => {
      from.current = undefined;
      show(event.currentTarget, 0);
    },
  };
}
