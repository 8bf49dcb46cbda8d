import { XError } from '../core/errors.ts';

const json = 'application/json; charset=utf-8';
// These three keep the old host in both vocabularies: they were only ever seen so.
const problems = 'https://api.twitter.com/2/problems';

/** The account that pays for an app, as X writes it: 19 digits. */
export const accountIdOf = (appId: string | null): string => (appId ?? '').padStart(19, '1');

/** No money left. https://docs.x.com/x-api/getting-started/pricing#credit-balance */
export const creditsDepleted = (appId: string | null): XError =>
  new XError('CreditsDepleted', {
    status: 402,
    contentType: json,
    body: () => ({
      title: 'CreditsDepleted',
      detail: `Your enrolled account [${accountIdOf(appId)}] does not have any credits to fulfill this request.`,
      type: `${problems}/credits`,
    }),
  });

/** The owner's own limit. https://docs.x.com/x-api/getting-started/pricing#spending-limits */
export const spendCapReached = (appId: string, cycleEndsAt: number): XError => {
  const day = new Date(cycleEndsAt).toISOString().slice(0, 10);
  return new XError('SpendCapReached', {
    status: 403,
    contentType: json,
    body: () => ({
      title: 'SpendCapReached',
      detail: `Your enrolled account [${accountIdOf(appId)}] has reached its billing cycle spend cap. API requests will be blocked until the next cycle begins on ${day}.`,
      reset_date: day,
      type: `${problems}/credits`,
    }),
  });
};

/** X's cap on post reads in a month. https://docs.x.com/x-api/fundamentals/post-cap */
export const usageCapExceeded = (appId: string): XError =>
  new XError('UsageCapExceeded', {
    status: 429,
    contentType: json,
    body: () => ({
      account_id: accountIdOf(appId),
      product_name: 'pay-per-use',
      title: 'UsageCapExceeded',
      period: 'Monthly',
      scope: 'Product',
      detail: 'Usage cap exceeded: Monthly product cap',
      type: `${problems}/usage-capped`,
    }),
  });
