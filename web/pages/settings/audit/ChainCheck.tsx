import { Alert, Button, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../../client/index.ts';
import { CopyField } from '../../../../ui/index.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { auditTexts as texts } from '../../../texts/audit.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import audit from './audit.module.css';

interface Check {
  readonly done: number;
  readonly total: number;
  /** Undefined while it goes on. */
  readonly end?: { readonly brokenAt: string | null; readonly head: string };
}

/** Checks the chain from its first entry to its last, a stretch at a time; it can be stopped. */
export function ChainCheck() {
  const [check, setCheck] = useState<Check>();
  const run = useRef(0);
  useEffect(
    () => () => {
      run.current += 1;
    },
    [],
  );
  const stop = () => {
    run.current += 1;
    setCheck(undefined);
  };
  const start = async () => {
    run.current += 1;
    const mine = run.current;
    let done = 0;
    setCheck({ done, total: 0 });
    try {
      for (let after: string | null = '0'; after !== null; ) {
        const stretch: Awaited<ReturnType<typeof api.audit.verify>> = await api.audit.verify({ after });
        if (run.current !== mine) return;
        done += stretch.checked;
        const { seq, hash } = stretch.head;
        const isEnd = stretch.next === null || stretch.brokenAt !== null;
        setCheck({
          done,
          total: Number(stretch.total),
          ...(isEnd && { end: { brokenAt: stretch.brokenAt, head: `${seq} ${hash}` } }),
        });
        after = isEnd ? null : stretch.next;
      }
    } catch (error) {
      tellProblem(texts.cannotCheck, error);
      setCheck(undefined);
    }
  };
  const running = check !== undefined && check.end === undefined;
  return (
    <section className={audit.check} aria-label={texts.check}>
      <Button variant="default" onClick={running ? stop : () => void start()}>
        {running ? texts.stop : texts.check}
      </Button>
      {running && (
        <>
          <p role="status">{texts.checking(check.done, check.total)}</p>
          <Progress
            value={check.total === 0 ? 0 : (100 * check.done) / check.total}
            aria-label={texts.check}
          />
        </>
      )}
      {check?.end &&
        (check.end.brokenAt === null ? (
          <>
            <Alert mt="sm" mb="sm" color="green" role="status">
              {texts.checked(check.total)}
            </Alert>
            <CopyField
              label={texts.head}
              value={check.end.head}
              copyLabel={commonTexts.copy}
              copiedLabel={commonTexts.copied}
            />
            <p>{texts.headHint}</p>
          </>
        ) : (
          <Alert mt="sm" color="red" role="alert">
            {texts.brokenAt(check.end.brokenAt)}
          </Alert>
        ))}
    </section>
  );
}
