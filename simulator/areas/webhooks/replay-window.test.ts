import { describe, expect, it } from 'vitest';
import { ENTERPRISE_REPLAY, V2_REPLAY, parseReplayMinute, parseReplayWindow } from './replay-window.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0);

describe('a replay minute', () => {
  it('is twelve digits in UTC', () => {
    expect(parseReplayMinute('202611210945')).toBe(Date.UTC(2026, 10, 21, 9, 45));
  });

  it.each(['20261121094', '2026112109451', '202613210945', '202611310945', '202611212460', 'today'])(
    'is not %s',
    (text) => {
      expect(parseReplayMinute(text)).toBeNull();
    },
  );
});

describe('a replay window', () => {
  it('includes its last minute', () => {
    expect(parseReplayWindow('202611211000', '202611211130', NOW, V2_REPLAY)).toEqual({
      fromMs: Date.UTC(2026, 10, 21, 10, 0),
      toMs: Date.UTC(2026, 10, 21, 11, 31),
    });
  });

  it.each([
    ['202611201158', '202611211000', 'from_date'],
    ['202611211130', '202611211140', 'from_date'],
    ['202611211000', '202611211151', 'to_date'],
    ['202611211000', '202611211000', 'to_date'],
  ])('from %s to %s is refused for %s', (from, to, wrong) => {
    expect(parseReplayWindow(from, to, NOW, V2_REPLAY)).toEqual({ wrong });
  });

  it('reaches five days back for enterprises', () => {
    expect(parseReplayWindow('202611161200', '202611211000', NOW, ENTERPRISE_REPLAY)).not.toHaveProperty(
      'wrong',
    );
    expect(parseReplayWindow('202611161158', '202611211000', NOW, ENTERPRISE_REPLAY)).toEqual({
      wrong: 'from_date',
    });
  });
});
