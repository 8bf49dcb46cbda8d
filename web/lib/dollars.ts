const MICROS = 1_000_000;
const plain = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });
const small = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  maximumSignificantDigits: 2,
});

/** Millionths of a US dollar as people read them; less than a cent keeps its figures. */
export const formatMicroUsd = (micros: number): string =>
  micros > 0 && micros < 10_000 ? small.format(micros / MICROS) : plain.format(micros / MICROS);

/** What stands in a field for an amount. */
export const dollarsOf = (micros: number | null): number | '' => (micros === null ? '' : micros / MICROS);

/** Back to millionths; nothing: no cap. */
export const microsOf = (dollars: number | string): number | null =>
  dollars === '' || Number.isNaN(Number(dollars)) ? null : Math.round(Number(dollars) * MICROS);
