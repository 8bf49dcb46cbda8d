import { contactTexts } from '../texts/contacts.ts';

/** What is written in a field, or nothing. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What is wrong with an address; the server's own check is stricter. */
export function emailProblem(email: string): string | undefined {
  return email.trim() === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
    ? undefined
    : contactTexts.badEmail;
}
