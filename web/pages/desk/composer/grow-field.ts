/** The field grows with its text, up to a third of the window. */
export function growField(field: HTMLTextAreaElement | null, text: string): void {
  if (!field) return;
  field.style.height = 'auto';
  if (text === '') return;
  field.style.height = `${Math.min(field.scrollHeight, innerHeight / 3)}px`;
}
