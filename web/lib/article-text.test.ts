import { expect, it } from 'vitest';
import { plainArticle } from './article-text.ts';

it('#78 makes a message of an article', () => {
  const body = '# Cleaning\n\nUse a **soft** brush:\n- dry\n- clean\n\nSee [the film](https://x.example/f).';
  expect(plainArticle(body)).toBe(
    'Cleaning\n\nUse a soft brush:\n• dry\n• clean\n\nSee the film: https://x.example/f.',
  );
});
