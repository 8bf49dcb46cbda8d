import { AppError } from '../../base/index.ts';

/** For a sweep: somebody was quicker, and there is nothing left to do. @throws anything else */
export function isGone(error: unknown): undefined {
  const code = error instanceof AppError ? error.code : undefined;
  if (code === 'offer_gone' || code === 'work_item_closed' || code === 'work_item_state') return undefined;
  throw error;
}
