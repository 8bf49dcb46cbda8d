/** The lines with which mail programs announce what they quote, in the languages that are met most. */
const INTROS: readonly RegExp[] = [
  // Gmail, Apple Mail, Thunderbird: "On Monday, X wrote:", also over two lines.
  /^On .{1,300}\bwrote:$/i,
  /^Am .{1,300}\bschrieb\b.{0,200}:$/i,
  /^Le .{1,300}\ba écrit\s?:$/i,
  /^El .{1,300}\bescribió:$/i,
  /^Il .{1,300}\bha scritto:$/i,
  /^Op .{1,300}\bschreef\b.{0,200}:$/i,
  /^(?:Em|A) .{1,300}\bescreveu:$/i,
  /^(?:Den|På) .{1,300}\b(?:skrev|skriver)\b.{0,200}:$/i,
  /^W dniu .{1,300}\b(?:napisał|pisze)\b.{0,100}:$/i,
  /^\d{4}年.{1,200}:$/,
  /^.{1,200}(?:写道|のメール)[:：]$/,
];

/** On one line, after a name. */
const NAMED_INTRO =
  /^.{0,100}<[^<>@\s]+@[^<>\s]+>\s+(?:schrieb|wrote|a écrit|escribió|ha scritto|schreef|escreveu)\b.{0,120}:$/i;
/** A rule of Outlook and others: all below it is old, whatever its form. */
const RULES: readonly RegExp[] = [
  /^-{2,}\s*(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Forwarded message|Weitergeleitete Nachricht)\s*-{2,}$/i,
  /^Begin forwarded message:$/i,
];

/** The first line of a head that Outlook quotes; the next lines are looked at as well. */
const HEAD_BEGIN = /^\*?(?:From|Von|De|Da|Van|Från|Fra|Od|发件人|差出人)\*?\s?[:：]\*?\s?\S/i;
const HEAD_LINE =
  /^\*?(?:From|To|Cc|Sent|Date|Subject|Von|An|Gesendet|Datum|Betreff|De|À|A|Envoyé|Objet|Para|Enviado|Asunto|Fecha|Da|Inviato|Oggetto|Data|Van|Aan|Verzonden|Onderwerp|Till|Skickat|Ämne|Fra|Til|Emne|Od|Do|Temat|收件人|发送时间|主题|宛先|件名)\*?\s?[:：]/i;
const RULE = /^_{5,}$/;

/** What programs put below by themselves. */
const SIGNED_BY_PROGRAM =
  /^(?:Sent from my \S.{0,60}|Sent from (?:Outlook|Mail|Yahoo Mail|Proton Mail)\b.{0,60}|Get Outlook for \w{2,12}|Von meinem .{1,40} gesendet\.?|Gesendet von .{1,40}|Envoyé de mon .{1,40}|Enviado desde mi .{1,40}|Inviato da .{1,40}|Verstuurd vanaf mijn .{1,40})$/i;

/** Our own line above what we quote: all below it is ours. */
export const REPLY_LINE = 'Write your answer above this line';

/**
 * What somebody wrote newly in a mail: without what it quotes, and without the signature. A text between quotes stays
 * with the quotes before it, since it would not be understood without them. Pure.
 */
export function stripQuotes(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\u00a0', ' ').split('\n');
  const end = endOfNew(lines);
  const kept = withoutSignature(withoutTrailingQuotes(lines.slice(0, end)));
  return kept
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\s+$/g, '');
}

/** Where the quoted mail begins. */
function endOfNew(lines: readonly string[]): number {
  for (const [index, line] of lines.entries()) {
    const bare = line.replace(/^[>\s|]+/, '').trim();
    if (bare.includes(REPLY_LINE)) return introBefore(lines, index);
    if (line.startsWith('>')) continue;
    if (isIntro(lines, index) || RULES.some((rule) => rule.test(bare))) return index;
    if (RULE.test(bare) && HEAD_BEGIN.test(nextWords(lines, index + 1))) return index;
    if (HEAD_BEGIN.test(bare) && isHead(lines, index)) return index;
  }
  return lines.length;
}

/** The announcement that begins here, as one line; it may be broken over as many as three. */
function introAt(lines: readonly string[], index: number): string | undefined {
  const [one = '', two = '', three = ''] = lines.slice(index, index + 3).map((line) => line.trim());
  if (one === '' || one.length > 400) return undefined;
  if (NAMED_INTRO.test(one)) return one;
  return [one, `${one} ${two}`, `${one} ${two} ${three}`].find((words) =>
    INTROS.some((intro) => intro.test(words)),
  );
}

/** Somebody may begin a sentence like an announcement: quotes must follow, or it must have a time or an address. */
function isIntro(lines: readonly string[], index: number): boolean {
  const intro = introAt(lines, index);
  if (intro === undefined) return false;
  const rest = lines.slice(index + 1, index + 12).filter((line) => line.trim() !== '');
  const quote = rest.findIndex((line) => line.startsWith('>'));
  return (quote >= 0 && quote <= 3) || /\d{1,2}[:.h]\d{2}|<[^<>@\s]+@[^<>\s]+>/.test(intro);
}

/** Our line is quoted together with the announcement above it. */
function introBefore(lines: readonly string[], index: number): number {
  for (let at = index - 1; at >= 0 && at >= index - 6; at -= 1) {
    if (introAt(lines, at) !== undefined || RULE.test((lines[at] ?? '').trim())) return at;
    if (HEAD_BEGIN.test((lines[at] ?? '').trim())) return at;
  }
  return index;
}

function isHead(lines: readonly string[], index: number): boolean {
  const next = lines
    .slice(index + 1, index + 6)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return next.filter((line) => HEAD_LINE.test(line)).length >= 2;
}

function nextWords(lines: readonly string[], from: number): string {
  return (
    lines
      .slice(from)
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}

/** Quotes at the end, with no words below: nothing new. */
function withoutTrailingQuotes(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && /^(>.*|\s*)$/.test(lines[end - 1] ?? '')) end -= 1;
  return lines.slice(0, end);
}

/** From the last `-- ` of RFC 3676 on, and what a telephone adds. */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const mark = lines.findIndex((line) => /^--\s?$/.test(line));
  const end = mark >= 0 ? mark : lines.length;
  const kept = lines.slice(0, end);
  while (
    kept.length > 0 &&
    (kept.at(-1)?.trim() === '' || SIGNED_BY_PROGRAM.test(kept.at(-1)?.trim() ?? ''))
  ) {
    kept.pop();
  }
  return kept;
}
