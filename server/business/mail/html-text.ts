/** Elements whose content nobody reads. */
const UNSEEN = new Set(['style', 'script', 'head', 'title', 'template', 'noscript', 'svg', 'object']);
/** Elements that begin and end a line. */
const BLOCKS = new Set(
  'address article aside blockquote center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);
/** Elements that stand alone. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
/** How mail programs mark what they quote: Gmail, Yahoo, Outlook on the web, Outlook, Thunderbird, Proton. */
const QUOTES =
  /\b(?:class|id)\s*=\s*["']?[^"'>]{0,300}\b(?:gmail_quote|yahoo_quoted|appendonsend|divRplyFwdMsg|moz-cite-prefix|protonmail_quote|OLK_SRC_BODY_SECTION)\b/i;
/** From these on all that follows is quoted, not only what is inside. */
const QUOTE_TO_END = /appendonsend|divRplyFwdMsg|moz-cite-prefix/i;
const SIGNATURES =
  /\b(?:class|id)\s*=\s*["']?[^"'>]{0,300}\b(?:gmail_signature|moz-signature|protonmail_signature_block)\b/i;
const TAG = /^<(\/?)([a-z][a-z0-9]*)\b(.{0,2000})/is;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  iexcl: '¡',
  cent: '¢',
  pound: '£',
  yen: '¥',
  sect: '§',
  copy: '©',
  laquo: '«',
  reg: '®',
  deg: '°',
  plusmn: '±',
  micro: 'µ',
  para: '¶',
  middot: '·',
  raquo: '»',
  frac12: '½',
  iquest: '¿',
  Agrave: 'À',
  Aacute: 'Á',
  Acirc: 'Â',
  Atilde: 'Ã',
  Auml: 'Ä',
  Aring: 'Å',
  AElig: 'Æ',
  Ccedil: 'Ç',
  Egrave: 'È',
  Eacute: 'É',
  Ecirc: 'Ê',
  Euml: 'Ë',
  Iacute: 'Í',
  Ntilde: 'Ñ',
  Oacute: 'Ó',
  Ouml: 'Ö',
  Oslash: 'Ø',
  Uacute: 'Ú',
  Uuml: 'Ü',
  szlig: 'ß',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  atilde: 'ã',
  auml: 'ä',
  aring: 'å',
  aelig: 'æ',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  igrave: 'ì',
  iacute: 'í',
  icirc: 'î',
  iuml: 'ï',
  ntilde: 'ñ',
  ograve: 'ò',
  oacute: 'ó',
  ocirc: 'ô',
  otilde: 'õ',
  ouml: 'ö',
  oslash: 'ø',
  ugrave: 'ù',
  uacute: 'ú',
  ucirc: 'û',
  uuml: 'ü',
  yacute: 'ý',
  yuml: 'ÿ',
  OElig: 'Œ',
  oelig: 'œ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  bull: '•',
  hellip: '…',
  euro: '€',
  trade: '™',
  zwnj: '\u200c',
  zwj: '\u200d',
  times: '×',
};

/**
 * The text of a mail that came as HTML only. What its program marks as quoted begins with `>`, so that the rules for
 * plain text find it; a signature that is marked is left out. In one pass, whatever the HTML. Pure.
 */
export function textOfHtml(html: string): string {
  const text = new Lines();
  /** Open elements that matter, with what ends with them. */
  const open: { readonly name: string; readonly is: 'quote' | 'unseen' | 'plain' }[] = [];
  const closes = finder();
  let unseen = 0;
  let toEnd = false;
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    const end = next < 0 ? html.length : next;
    if (unseen === 0 && end > at) text.words(decode(html.slice(at, end)));
    if (next < 0) break;
    if (html.startsWith('<!--', next)) {
      const close = html.indexOf('-->', next + 4);
      at = close < 0 ? html.length : close + 3;
      continue;
    }
    const close = closes(html, '>', next);
    const whole = close < 0 ? '' : html.slice(next, close);
    const tag = TAG.exec(whole);
    if (!tag) {
      const isOther = close >= 0 && /^<[!?/]/.test(whole);
      if (!isOther && unseen === 0) text.words('<');
      at = isOther ? close + 1 : next + 1;
      continue;
    }
    at = close + 1;
    const [, slash, given = '', attributes = ''] = tag;
    const name = given.toLowerCase();
    if (unseen === 0 && name === 'br') text.line();
    if (unseen === 0 && BLOCKS.has(name)) text.block();
    if (VOID.has(name)) continue;
    if (slash) {
      const last = open.findLastIndex((one) => one.name === name);
      for (const one of last < 0 ? [] : open.splice(last)) {
        if (one.is === 'unseen') unseen -= 1;
        if (one.is === 'quote' && !toEnd) text.quoted -= 1;
      }
      continue;
    }
    // An element that hides what is in it until it is closed; one that is never closed hides nothing for ever.
    const isUnseen = (UNSEEN.has(name) || SIGNATURES.test(attributes)) && closes(html, `</${given}`, at) >= 0;
    const isQuote = name === 'blockquote' || QUOTES.test(attributes);
    const fits = open.length < 2_000;
    if (isUnseen && fits) unseen += 1;
    else if (isQuote && !toEnd && fits) {
      text.block();
      text.quoted += 1;
      toEnd = QUOTE_TO_END.test(attributes);
    }
    if (fits) open.push({ name, is: isUnseen ? 'unseen' : isQuote ? 'quote' : 'plain' });
  }
  return text.toString();
}

/** `indexOf` from places that only rise, which goes over the text once for each word. */
function finder() {
  const found = new Map<string, number>();
  return (text: string, word: string, from: number): number => {
    const known = found.get(word);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const at = text.indexOf(word, from);
    found.set(word, at);
    return at;
  };
}

/** The HTML up to where a quote or a signature begins. */
export function newPartOf(html: string): string {
  const ends = [html.search(/<blockquote\b/i), html.search(QUOTES), html.search(SIGNATURES)];
  const end = Math.min(...ends.filter((at) => at >= 0));
  return Number.isFinite(end) ? html.slice(0, end) : html;
}

class Lines {
  quoted = 0;
  readonly #lines: string[] = [];
  // Pieces, joined once: a line may be as long as the mail.
  #now: string[] = [];

  words(text: string): void {
    // Line breaks of the source mean nothing.
    const flat = text.replace(/[ \t\r\n\f]+/g, ' ');
    const last = this.#now.at(-1);
    const piece = last === undefined || last.endsWith(' ') ? flat.trimStart() : flat;
    if (piece !== '') this.#now.push(piece);
  }

  line(): void {
    const line = this.#now.join('').trimEnd();
    this.#lines.push(this.quoted > 0 ? `> ${line}` : line);
    this.#now = [];
  }

  block(): void {
    if (this.#now.some((piece) => piece.trim() !== '')) this.line();
    else this.#now = [];
  }

  toString(): string {
    this.block();
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }
}

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,10}));?/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name)] ?? NAMED[String(name).toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
      const isFit = point > 0 && point <= 0x10_ffff && (point < 0xd800 || point > 0xdfff);
      return isFit ? String.fromCodePoint(point) : '\ufffd';
    },
  );
}
