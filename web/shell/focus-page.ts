/** Takes the keyboard to what the page shows, past the ways to other pages. */
export function focusPage(): void {
  // The innermost: within the settings, what stands beside their list.
  [...document.querySelectorAll<HTMLElement>('[data-page]')].at(-1)?.focus();
}
