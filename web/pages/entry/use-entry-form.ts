import { useState } from 'react';
import type { SessionState } from '../../../contract/api/index.ts';
import { enterSession } from '../../api/session.ts';
import { describeError } from '../../shell/tell.ts';

/** Sends a form that ends with somebody signed in. */
export function useEntryForm(submit: () => Promise<SessionState>) {
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const send = async (run = submit) => {
    setBusy(true);
    setProblem(undefined);
    try {
      enterSession(await run());
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, send };
}
