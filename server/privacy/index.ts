import type { PrivacyDeps } from './deps.ts';
import { addMaskingRoutes } from './routes/masking.ts';
import { addRevealRoute } from './routes/reveal.ts';

/** What the workspace does for the people who write to it: masking. */
export function addPrivacy(deps: PrivacyDeps): void {
  addMaskingRoutes(deps);
  addRevealRoute(deps);
}
