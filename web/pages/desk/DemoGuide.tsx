import { Button, CloseButton, Kbd, Progress } from '@mantine/core';
import { IconCheck, IconFeather } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { findRow } from '../../api/inbox.ts';
import { choosePresence, myPresenceQuery, mySessionsQuery, offersQuery } from '../../api/offers.ts';
import { conversationQuery, handlesQuery } from '../../api/queries.ts';
import { changePreferences, useMay, usePreferences } from '../../api/session.ts';
import { findThread } from '../../api/thread.ts';
import { buildKeymap, type CommandId, findKey, showKey } from '../../lib/keymap.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { isApple } from '../../shell/commands.ts';
import { tellProblem } from '../../shell/tell.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { guideTexts as texts } from '../../texts/guide.ts';
import { acceptedSince, type GuideStep, guideSteps, nextStep } from './guide-step.ts';
import classes from './Practice.module.css';

const LOOK_MS = 300;

/** The customer's phone, with the thread open: by X's own form of a link to direct messages. */
function phoneUrl(
  localXUrl: string,
  customer: string | undefined,
  ownXId: string | null | undefined,
): string {
  if (customer === undefined) return localXUrl;
  const thread = !ownXId ? '' : `&recipient_id=${ownXId}`;
  return `${localXUrl}/?as=${encodeURIComponent(`@${customer}`)}${thread}`;
}

/** Leads a newcomer of the demo to a first customer: available, an offer, an answer, wrap-up, the insights. */
// Loaded for those who have not been led, so it is a module's default, as React.lazy wants it.
export default function DemoGuide({ localXUrl }: { localXUrl: string }) {
  const may = useMay();
  const { keys } = usePreferences();
  const keymap = buildKeymap(keys);
  const presence = useQuery(myPresenceQuery).data;
  const offers = useQuery(offersQuery).data ?? [];
  const sessions = useQuery(mySessionsQuery).data ?? [];
  const [sinceMs] = useState(serverNowMs);
  const [step, setStep] = useState<GuideStep>('available');
  const [followed, setFollowed] = useState<string | undefined>();
  const accepted = followed ?? acceptedSince(sessions, sinceMs);
  const detail = useQuery({ ...conversationQuery(accepted ?? ''), enabled: accepted !== undefined }).data;
  const handles = useQuery(handlesQuery).data?.handles;
  const answered = useAnswered(accepted);
  const base = presence?.presence.base;
  const view = {
    available: base === 'available' || base === 'busy',
    offers,
    sessions,
    itemState: detail?.workItem?.state,
    answered,
  };
  const next = nextStep(step, view, accepted !== undefined);
  if (next !== step) setStep(next);
  if (accepted !== followed) setFollowed(accepted);

  const end = () => {
    changePreferences({ practiceDone: true }).catch((error: unknown) =>
      tellProblem(commonTexts.cannotSave, error),
    );
  };
  const beAvailable = () => {
    const option = presence?.options.find((one) => one.id === 'available');
    if (option) void choosePresence(option);
  };
  const key = (id: CommandId) => {
    const found = findKey(keymap, id);
    return found && <Kbd size="sm">{showKey(found, isApple)}</Kbd>;
  };
  const customer = accepted ? findRow(accepted)?.customer.username : undefined;
  const ownXId = handles?.find(({ id }) => id === detail?.handle.id)?.account.xUserId;
  const place = guideSteps.indexOf(step);
  const words: Record<GuideStep, ReactNode> = {
    available: (
      <>
        <p>{texts.away}</p>
        <Button size="xs" onClick={beAvailable} disabled={!presence}>
          {texts.beAvailable}
        </Button>
      </>
    ),
    accept:
      offers.length > 0 ? (
        <p>
          {texts.ringing} {key('offer.accept')}
        </p>
      ) : (
        <p>{texts.soon}</p>
      ),
    answer: (
      <p>
        {texts.answer} {key('compose.send')}
      </p>
    ),
    see: (
      <>
        <p>{texts.sent}</p>
        <Button
          size="xs"
          component="a"
          href={phoneUrl(localXUrl, customer ?? undefined, ownXId)}
          target="_blank"
          rel="noopener"
        >
          {texts.openLocalX}
        </Button>{' '}
        <Button size="xs" variant="subtle" onClick={() => setStep('end')}>
          {texts.seen}
        </Button>
      </>
    ),
    end: (
      <p>
        {texts.end} {key('conversation.end')}
      </p>
    ),
    finish: <p>{texts.finish}</p>,
    done: (
      <>
        <p>{may('insights.see') ? texts.done : texts.doneAgent}</p>
        {may('insights.see') && (
          <Button size="xs" component={Link} to="/insights/today" onClick={end}>
            {texts.insights}
          </Button>
        )}{' '}
        <Button size="xs" variant="subtle" onClick={end}>
          {texts.close}
        </Button>
      </>
    ),
  };
  return (
    <aside className={classes.card} data-guide={step} aria-label={texts.title}>
      <div className={classes.head}>
        {step === 'done' ? <IconCheck size={18} /> : <IconFeather size={18} />}
        <strong>{step === 'done' ? texts.doneTitle : texts.title}</strong>
        <CloseButton size="sm" onClick={end} aria-label={texts.close} />
      </div>
      <Progress
        value={(place / (guideSteps.length - 1)) * 100}
        size="xs"
        aria-label={texts.step(place + 1, guideSteps.length)}
      />
      <div className={classes.body} aria-live="polite">
        {words[step]}
      </div>
    </aside>
  );
}

/** Whether an answer has reached X in this conversation, since it was accepted. */
function useAnswered(conversationId: string | undefined): boolean {
  const [answered, setAnswered] = useState<string | undefined>();
  useEffect(() => {
    if (conversationId === undefined) return;
    const timer = setInterval(() => {
      const last = findThread(conversationId)?.entries.findLast(({ direction }) => direction === 'out');
      if (last?.state === 'sent' && last.authorKind === 'agent') setAnswered(conversationId);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [conversationId]);
  return answered !== undefined && answered === conversationId;
}
