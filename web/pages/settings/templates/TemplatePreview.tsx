import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Offer, OfferScenario, TemplateSettings, TemplateSlug } from '../../../../contract/api/index.ts';
import { serverNowMs } from '../../../lib/server-clock.ts';
import { OfferCard } from '../../../shell/offers/OfferCard.tsx';
import { sampleScenarios, slugSamples, templateTexts as texts } from '../../../texts/templates.ts';
import classes from './templates.module.css';

const scenarios = (['incoming', 'transfer', 'consult', 'assigned'] as const).map((value) => ({
  value,
  label: sampleScenarios[value],
}));

/** The card as agents will see it, made of an example. */
export function TemplatePreview({ settings }: { settings: TemplateSettings }) {
  const [scenario, setScenario] = useState<OfferScenario>('incoming');
  // Stands at two thirds of its time, so that the ring has something to show.
  const [startedMs] = useState(serverNowMs);
  const firm = settings.autoAssign || settings.autoAccept || !settings.canDecline;
  const seconds = Math.max(10, settings.countdownSeconds);
  const offer: Offer = {
    sessionId: '',
    conversationId: '',
    workItemId: '',
    number: 1,
    scenario,
    title: texts.sampleName,
    fields: settings.fields.map(({ heading, slug }) => ({
      heading,
      // What is no slug is a context variable, of which only the name is known here.
      value: slugSamples[slug as TemplateSlug] ?? `{${slug.replace(/^context:/, '')}}`,
    })),
    queueName: texts.sampleQueue,
    byMemberId: null,
    offeredAt: new Date(startedMs).toISOString(),
    expiresAt: new Date(startedMs + (seconds * 1_000 * 2) / 3).toISOString(),
    countdownSeconds: seconds,
    showCountdown: settings.showCountdown,
    acceptText: settings.acceptText,
    declineText: firm ? null : settings.declineText,
    desktop: settings.desktop,
    sound: settings.sound,
    soundLoops: settings.soundLoops,
  };
  return (
    <section className={classes.preview} aria-label={texts.preview}>
      <SegmentedControl
        size="xs"
        aria-label={texts.preview}
        value={scenario}
        onChange={setScenario}
        data={scenarios}
      />
      <div inert>
        <OfferCard
          offer={offer}
          byName={scenario === 'incoming' ? undefined : 'Ben'}
          keys={{ accept: 'Y', decline: 'D' }}
          onAccept={() => undefined}
          onDecline={() => undefined}
        />
      </div>
    </section>
  );
}
