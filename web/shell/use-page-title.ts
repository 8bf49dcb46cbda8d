import { useEffect } from 'react';
import { commonTexts } from '../texts/everywhere.ts';

/**
 * Names the browser's tab after the page; a screen reader says it when the page has changed. Without words it leaves
 * the naming to the page inside.
 */
export function usePageTitle(...parts: readonly (string | undefined)[]): void {
  const words = parts.filter(Boolean);
  const title = words.length > 0 ? [...words, commonTexts.product].join(' · ') : undefined;
  useEffect(() => {
    if (title === undefined) return undefined;
    document.title = title;
    return () => {
      document.title = commonTexts.product;
    };
  }, [title]);
}
