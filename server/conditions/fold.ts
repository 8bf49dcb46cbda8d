/**
 * Text as conditions compare it: without regard to case, to how Unicode composes it (NFKC: ＡＢＣ is abc, é is é), and to
 * blanks at its ends. Accents count: "Jose" is not "José".
 */
export function foldText(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replaceAll('ς', 'σ').trim();
}
