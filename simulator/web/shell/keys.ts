import { useEffect } from 'react';
import { consolePages } from './pages.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

const GO_MS = 1_500;

/** g and a letter goes to a page, / searches, ? shows the keys, j and k walk the rows, Escape closes. */
export function useKeys(act: {
  go: (to: (typeof consolePages)[number]['to']) => void;
  showKeys: () => void;
}): void {
  useEffect(() => {
    let goAt = 0;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('[role=dialog]')) return;
      const { key } = event;
      const isGoing = performance.now() - goAt < GO_MS;
      goAt = 0;
      const page = isGoing ? consolePages.find((one) => one.key === key) : undefined;
      if (page) act.go(page.to);
      else if (key === 'g') goAt = performance.now();
      else if (key === '?') act.showKeys();
      else if (key === '/') document.querySelector<HTMLElement>('[data-search]')?.focus();
      else if (key === 'j' || key === 'k') walkRows(key === 'j' ? 1 : -1);
      else if (key === 'Escape') document.querySelector<HTMLElement>('[data-close]')?.click();
      else return;
      if (key !== 'g') event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

/** Moves to the next row of the list, and opens it when another is open. */
function walkRows(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const current = rows.findIndex((row) => row === document.activeElement || row.dataset['open'] === 'true');
  const next = rows[current < 0 ? 0 : current + step];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  if (rows.some((row) => row.dataset['open'] === 'true')) next.click();
}
