import { type NoticeSlug, noticeSlugs } from '../../contract/api/notices.ts';

export type SlugValues = Partial<Record<NoticeSlug | 'Link', string>>;

/** Puts values in for the slugs of a text. What is not known leaves no gap: the space before it goes too. */
export function fillSlugs(text: string, values: SlugValues): string {
  const known = values as Readonly<Record<string, string | undefined>>;
  return text
    .replace(/( ?)\{(\w+)\}/g, (_place, space: string, name: string) => {
      const value = known[name];
      return value ? `${space}${value}` : '';
    })
    .trim();
}

/** The first slug of a text for which there is no value. */
export function findUnknownSlug(text: string, slugs: readonly string[] = noticeSlugs): string | undefined {
  for (const [slug, name] of text.matchAll(/\{(\w+)\}/g)) if (!slugs.includes(name ?? '')) return slug;
  return undefined;
}

/** The text in this language, else in its base language, else in the default one. */
export function pickText<T>(
  texts: Readonly<Record<string, T>>,
  language: string,
  defaultLanguage: string,
): { readonly language: string; readonly text: T } | undefined {
  for (const one of [language, language.split('-')[0] ?? '', defaultLanguage, ...Object.keys(texts)]) {
    const text = texts[one];
    if (text !== undefined) return { language: one, text };
  }
  return undefined;
}

/** A time as a customer reads it: "Monday 7 December, 09:00 (Europe/Berlin)". */
export function showTime(at: Date, timeZone: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${format.format(at)} (${timeZone.replaceAll('_', ' ')})`;
}
