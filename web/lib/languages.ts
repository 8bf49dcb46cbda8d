import { languageNames } from '../texts/connect.ts';

/** Languages by their own names, for a choice; one that is set already is always among them. */
export function languageOptions(chosen?: string): { value: string; label: string }[] {
  const codes = chosen && !languageNames.includes(chosen) ? [chosen, ...languageNames] : languageNames;
  return codes.map((code) => ({
    value: code,
    label: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
  }));
}
