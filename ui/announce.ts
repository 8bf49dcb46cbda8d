/** Says a sentence to screen readers; `now` interrupts what is being read. */
export function announce(sentence: string, when: 'soon' | 'now' = 'soon'): void {
  const place = document.getElementById(when === 'now' ? 'heard-at-once' : 'heard-politely');
  if (!place) return;
  // The same sentence twice is only heard twice when the text really changes.
  place.textContent = place.textContent === sentence ? `${sentence}\u00A0` : sentence;
}
