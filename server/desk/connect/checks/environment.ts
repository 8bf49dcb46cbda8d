import type { Check } from '../../../../contract/api/index.ts';
import { listWebhooksV1, type XClient } from '../../../x/index.ts';
import { failedBy, ok } from './check.ts';

/**
 * Whether X knows the environment of Account Activity v1.1 by this name. It is asked with the app's own token, so
 * that a wrong name shows before anybody signs in.
 */
export async function checkEnvironment(appClient: XClient, name: string): Promise<Check> {
  try {
    await listWebhooksV1(appClient, name);
    return ok('environment', { detail: `X knows the environment “${name}”.` });
  } catch (error) {
    return failedBy('environment', error, {
      remedy: `“${name}” must be the label of the app’s dev environment at X, letter by letter. Without one, leave the field empty.`,
    });
  }
}
