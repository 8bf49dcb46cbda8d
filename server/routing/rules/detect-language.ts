/** Words that are common in a language and rare in the others here. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the and is are was you your my for with this that have has not what how when where please thanks hello hi can could would need want order help do does did am been will be of to it in on i',
  de: 'der die das und ist nicht ich sie wir mein meine ihr für mit wie was wann wo bitte danke hallo kann können habe haben eine einen auf noch aber auch es zu den dem',
  fr: 'le la les et est pas je vous nous mon ma mes pour avec comment quoi quand où merci bonjour peux pouvez avez ai une des sur mais aussi du dans que qui ne bonsoir',
  es: 'el la los las y es no yo usted mi para con cómo qué cuándo dónde gracias hola puedo puede tengo tiene una un por pero también del en que está buenos días',
  pt: 'o os as e é não eu você meu minha para com como que quando onde obrigado obrigada olá posso pode tenho tem uma um por mas também do da em está bom dia oi',
  it: 'il lo la gli e è non io voi mio mia per con come che cosa quando dove grazie ciao posso può ho hai una un ma anche del della nel sono buongiorno',
  nl: 'de het een en is niet ik jij u mijn voor met hoe wat wanneer waar bedankt hallo kan kunt heb hebben op maar ook van naar dank je goedemorgen',
  sv: 'och är inte jag du min mitt för med hur vad när var tack hej kan har en ett på men också från till det att',
  da: 'og er ikke jeg du min mit for med hvordan hvad hvornår hvor tak hej kan har en et på men også fra til det at af',
  pl: 'i jest nie ja pan pani mój moja dla z jak co kiedy gdzie dziękuję cześć mogę może mam na ale też od do się proszę czy to',
  tr: 've bir bu değil ben siz benim için ile nasıl ne zaman nerede teşekkürler merhaba var yok mi mı ama da de çok lütfen',
  id: 'dan yang ini itu tidak saya anda untuk dengan bagaimana apa kapan dimana terima kasih halo bisa ada di ke dari tetapi juga mohon tolong',
};

const words = new Map(Object.entries(WORDS).map(([language, list]) => [language, new Set(list.split(' '))]));

/** Languages that `detectLanguage` can tell. */
export const LANGUAGES: readonly string[] = [
  ...Object.keys(WORDS),
  'ar',
  'el',
  'he',
  'hi',
  'ja',
  'ko',
  'ru',
  'th',
  'uk',
  'zh',
].toSorted();

const SCRIPTS: readonly (readonly [language: string, script: RegExp])[] = [
  // Kana stands before Han: Japanese uses both.
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

const LEAST_SHARE = 0.2;

/**
 * The language of a short text, or nothing when it cannot be told: by its script, else by common words. Arabic stands for
 * all that is written in its script, Hindi for Devanagari, Russian for Cyrillic without Ukrainian letters. Links,
 * @names and #tags are left out.
 */
export function detectLanguage(text: string): string | undefined {
  const plain = text
    .slice(0, 4_000)
    .normalize('NFC')
    .replaceAll(/https?:\/\/\S+|[@#]\w+/gu, ' ');
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return undefined;
  for (const [language, script] of SCRIPTS) {
    const found = plain.match(script)?.length ?? 0;
    // Japanese is told by little kana among much Han.
    if (found / letters < (language === 'ja' ? 0.1 : 0.5)) continue;
    return language === 'ru' && /[іїєґ]/iu.test(plain) ? 'uk' : language;
  }
  return detectByWords(plain);
}

function detectByWords(plain: string): string | undefined {
  const tokens = plain.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: string | undefined;
  let most = 0;
  let second = 0;
  for (const [language, known] of words) {
    const hits = tokens.filter((token) => known.has(token)).length;
    if (hits > most) {
      second = most;
      most = hits;
      best = language;
    } else if (hits > second) second = hits;
  }
  return most > second && most / tokens.length >= LEAST_SHARE ? best : undefined;
}
