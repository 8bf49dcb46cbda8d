/** Only one tab of a browser rings and notifies: the one that holds this lock. */
let isRinger = false;

if (typeof navigator !== 'undefined' && 'locks' in navigator) {
  void navigator.locks.request('rookery-ringer', () => {
    isRinger = true;
    // Held until the tab is closed.
    return new Promise<void>(() => {});
  });
} else {
  isRinger = true;
}

export const rings = (): boolean => isRinger;
