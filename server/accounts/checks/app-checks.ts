import type { Check } from '../../../contract/api/x-apps.ts';
import { xErrors } from '../../../contract/errors/x.ts';
import { isError } from '../../base/index.ts';
import { appBearerToken, type ConsumerKeys, requestToken, type XSite } from '../../x/index.ts';
import { attempt, type CheckAbout, failed, passed } from './outcome.ts';

const keysCheck: CheckAbout = { id: 'keys', title: 'X accepts the API key and secret' };
const callbackCheck: CheckAbout = { id: 'callback', title: 'X knows the callback URL' };

/** The API key and secret, by asking for the app's own token. */
export function checkKeys(site: XSite, keys: () => Promise<ConsumerKeys>): Promise<Check> {
  return attempt(keysCheck, async () => {
    await appBearerToken(site, await keys());
    return passed(keysCheck);
  });
}

/** The callback URL, by asking for a request token with it: X compares it to the letter. */
export function checkCallback(
  site: XSite,
  keys: () => Promise<ConsumerKeys>,
  callbackUrl: string,
): Promise<Check> {
  return attempt(callbackCheck, async () => {
    try {
      await requestToken(site, await keys(), callbackUrl);
      return passed(callbackCheck, callbackUrl);
    } catch (error) {
      if (!isError(error, xErrors.x_callback_not_approved)) throw error;
      const remedy = `In the app’s settings at X, under “User authentication settings”, enter exactly ${callbackUrl}`;
      const xAnswer = 'xBody' in error && typeof error.xBody === 'string' ? error.xBody.slice(0, 500) : null;
      return { ...failed(callbackCheck, error.message, remedy), xAnswer };
    }
  });
}
