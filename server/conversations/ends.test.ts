import { describe, expect, it } from 'vitest';
import { previewOf } from './ends.ts';

const message = (text: string, content = {}) => ({ text, kind: 'message' as const, content });

describe('the preview of a message', () => {
  it('is one line, cut at 400 characters without breaking a character', () => {
    expect(previewOf(message('two\n  lines'))).toBe('two lines');
    const long = previewOf(message(`${'x'.repeat(398)}😀😀😀`));
    expect(long.endsWith('…')).toBe(true);
    expect(long.isWellFormed()).toBe(true);
  });

  it('shows links as X shows them, not as X shortens them', () => {
    const entities = [
      { kind: 'url', start: 5, end: 12, href: 'https://a.example/long', display: 'a.example/long' },
      { kind: 'url', start: 17, end: 24, href: 'https://b.example', display: 'b.example' },
      { kind: 'mention', start: 0, end: 4, href: null, display: null },
    ] as const;
    expect(previewOf(message('@abc t.co/12 and t.co/34!', { entities }))).toBe(
      '@abc a.example/long and b.example!',
    );
  });

  it('names what a message without text consists of', () => {
    expect(previewOf(message(''), 'Photo')).toBe('Photo');
    expect(previewOf(message('', { location: { latitude: 1, longitude: 2, name: null } }))).toBe('Location');
    expect(previewOf({ ...message(''), kind: 'encrypted' })).toBe('Encrypted message');
  });
});
