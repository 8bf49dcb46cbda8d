const cents = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });
const fine = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 3,
  maximumFractionDigits: 4,
});

/** US dollars; prices below a dollar have fractions of cents. */
export const dollars = (usd: number): string => (usd !== 0 && Math.abs(usd) < 1 ? fine : cents).format(usd);
