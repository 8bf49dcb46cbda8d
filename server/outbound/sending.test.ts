import { describe, expect, it } from 'vitest';
import { nextState } from './sending.ts';

describe('the states of an outgoing message', () => {
  it('never lets a message whose outcome is unknown be cancelled, started or retried', () => {
    expect(nextState('uncertain', 'cancel')).toBeNull();
    expect(nextState('uncertain', 'start')).toBeNull();
    expect(nextState('uncertain', 'retry')).toBeNull();
  });

  it('never takes back what is on its way or sent', () => {
    expect(nextState('sending', 'cancel')).toBeNull();
    expect(nextState('sent', 'cancel')).toBeNull();
    expect(nextState('sent', 'put_back')).toBeNull();
    expect(nextState('sent', 'lost')).toBeNull();
  });

  it('lets the echo come before the answer', () => {
    expect(nextState('sending', 'seen_at_x')).toBe('sent');
    expect(nextState('sent', 'accepted')).toBe('sent');
  });
});
