/**
 * Whether a click is the second half of a double click on a button that sends a form. The local X answers within
 * milliseconds, before the page has drawn the button as busy: without this a double click would make two apps.
 */
export const isSecondSubmit = (event: MouseEvent): boolean =>
  event.detail > 1 &&
  event.target instanceof Element &&
  event.target.closest('button[type="submit"]') !== null;

/** Lets a double click send a form once. */
export const submitOnce = (page: EventTarget): void =>
  page.addEventListener(
    'click',
    (event) => {
      if (event instanceof MouseEvent && isSecondSubmit(event)) event.preventDefault();
    },
    { capture: true },
  );
