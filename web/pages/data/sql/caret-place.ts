const COPIED = [
  'box-sizing',
  'width',
  'padding',
  'border-width',
  'border-style',
  'font',
  'letter-spacing',
  'tab-size',
  'white-space',
  'overflow-wrap',
  'word-break',
] as const;

/** Where a place of a field's text is drawn: the lower left corner of what stands there, from the field's corner. */
export function caretPlace(field: HTMLTextAreaElement, at: number): { top: number; left: number } {
  const mirror = document.createElement('div');
  const style = getComputedStyle(field);
  for (const name of COPIED) mirror.style.setProperty(name, style.getPropertyValue(name));
  mirror.style.setProperty('line-height', style.lineHeight);
  mirror.style.setProperty('position', 'absolute');
  mirror.style.setProperty('visibility', 'hidden');
  mirror.textContent = field.value.slice(0, at);
  const mark = document.createElement('span');
  mark.textContent = '.';
  mirror.append(mark);
  document.body.append(mirror);
  const place = { top: mark.offsetTop + mark.offsetHeight - field.scrollTop, left: mark.offsetLeft };
  mirror.remove();
  return place;
}
