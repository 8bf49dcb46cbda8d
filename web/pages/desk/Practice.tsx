import { Button, CloseButton, Kbd, Progress } from '@mantine/core';
import { IconCheck, IconFeather } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../client/index.ts';
import { findRow, onFreshRows } from '../../api/inbox.ts';
import { handlesQuery } from '../../api/queries.ts';
import { changePreferences, useMe, usePreferences, useSession } from '../../api/session.ts';
import { findThread } from '../../api/thread.ts';
import { buildKeymap, findKey, showKey } from '../../lib/keymap.ts';
import { isApple, onCommand } from '../../shell/commands.ts';
import { describeError, tellProblem } from '../../shell/tell.ts';
import { practiceSteps, practiceTexts } from '../../texts/practice.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './Practice.module.css';

/** Two minutes on the local X, with the real keys, that end with a really answered message. */
// Loaded for those who have not done it, so it is a module's default, as React.lazy wants it.
export default function Practice({ openId }: { openId: string | undefined }) {
  const me = useMe();
  const { localXUrl } = useSession();
  const { keys } = usePreferences();
  const handles = useQuery(handlesQuery).data?.handles;
  const [step, setStep] = useState(0);
  const [problem, setProblem] = useState<string | undefined>();
  const [startedAt] = useState(() => Date.now() - 2_000);
  const current = practiceSteps[step];
  const keymap = buildKeymap(keys);
  const answeredIn = useRef<string | undefined>(undefined);

  const end = () => {
    changePreferences({ practiceDone: true }).catch((error: unknown) =>
      tellProblem(commonTexts.cannotSave, error),
    );
  };

  // Step by step by what the person really does.
  useEffect(
    () =>
      onCommand((id) => {
        if (current && 'command' in current && (id === current.command || id === current.or)) {
          // The key alone is not a move: the list may not hold the message yet.
          if (current.id === 'move' && !openId) return;
          if (id === 'compose.send' || id === 'compose.sendAndClose') answeredIn.current = openId;
          setStep((now) => now + 1);
        }
      }),
    [current, openId],
  );
  useEffect(() => {
    if (current?.id !== 'arrive') return;
    return onFreshRows((rows) => {
      const fresh = rows.find((row) => row.previewDirection === 'in' && Date.parse(row.lastAt) > startedAt);
      if (fresh) setStep(1);
    });
  }, [current, startedAt]);
  const nothingOpen = useRef(true);
  useEffect(() => {
    if (current?.id === 'move' && openId && nothingOpen.current) setStep((now) => now + 1);
    nothingOpen.current = !openId;
  }, [current, openId]);
  useEffect(() => {
    if (current?.id !== 'sent') return;
    const timer = setInterval(() => {
      const id = answeredIn.current;
      const last = id && findThread(id)?.entries.findLast((entry) => entry.direction === 'out');
      if (last && last.state === 'sent') setStep(practiceSteps.length);
    }, 250);
    return () => clearInterval(timer);
  }, [current]);

  const handle = handles?.find((each) => each.enabled && each.account.status === 'active');
  if (!localXUrl || !handle) return null;

  const begin = async () => {
    setProblem(undefined);
    try {
      await api.handles.testDm({ id: handle.id });
    } catch (error) {
      setProblem(describeError(error));
    }
  };
  const done = step >= practiceSteps.length;
  const key = current && 'command' in current ? findKey(keymap, current.command) : undefined;
  const customer = openId ? findRow(openId)?.customer.name : undefined;
  return (
    <aside className={classes.card} aria-label={practiceTexts.title}>
      <div className={classes.head}>
        {done ? <IconCheck size={18} /> : <IconFeather size={18} />}
        <strong>{done ? practiceTexts.doneTitle : practiceTexts.title}</strong>
        <CloseButton size="sm" onClick={end} aria-label={practiceTexts.dismiss} />
      </div>
      <Progress
        value={(Math.min(step, practiceSteps.length) / practiceSteps.length) * 100}
        size="xs"
        aria-label={practiceTexts.title}
      />
      <div className={classes.body} aria-live="polite">
        {done ? (
          <>
            <p>{practiceTexts.done(customer)}</p>
            <Button size="xs" onClick={end}>
              {practiceTexts.finish}
            </Button>
          </>
        ) : (
          <>
            <p>
              {current?.text} {key && <Kbd size="sm">{showKey(key, isApple)}</Kbd>}
            </p>
            {current?.id === 'arrive' &&
              (me.role === 'administrator' ? (
                <Button size="xs" onClick={() => void begin()}>
                  {practiceTexts.begin}
                </Button>
              ) : (
                <>
                  <Button size="xs" component="a" href={localXUrl} target="_blank" rel="noopener">
                    {practiceTexts.openLocalX}
                  </Button>{' '}
                  <Button size="xs" variant="subtle" onClick={() => setStep(1)}>
                    {practiceTexts.useExisting}
                  </Button>
                </>
              ))}
            {problem && (
              <p role="alert" className={classes.problem}>
                {problem}
              </p>
            )}
          </>
        )}
      </div>
    </aside>
  );
}
