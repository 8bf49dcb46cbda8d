import { NativeSelect, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EngagementCounter } from '../../../contract/control/engagement.ts';
import { clearCurve, readEngagement, setCurve } from '../api/posts.ts';
import { Section } from '../parts/Page.tsx';
import { Shown } from '../parts/Shown.tsx';
import { count } from '../parts/time.ts';
import { postTexts as texts } from '../texts/posts.ts';
import { Chart } from './Chart.tsx';
import { CurveForm } from './CurveForm.tsx';

// The keys of the catalogue are the counters.
const counters = Object.keys(texts.counters) as EngagementCounter[];

/** How often a post was seen and acted on, over time, with the curve that it follows. */
export function Engagement({ postId }: { postId: string }) {
  const [step, setStep] = useState<'hour' | 'day'>('hour');
  const [counter, setCounter] = useState<EngagementCounter>('impressions');
  const engagement = useQuery({
    queryKey: ['engagement', postId, step],
    queryFn: () => readEngagement(postId, step),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Section title={texts.engagement} lead={texts.engagementLead}>
        <Shown query={engagement}>
          {(found) => (
            <>
              <div className="button-row">
                <NativeSelect
                  size="xs"
                  aria-label={texts.counter}
                  data={counters.map((name) => ({ value: name, label: texts.counters[name] }))}
                  value={counter}
                  onChange={({ currentTarget }) =>
                    setCounter(counters.find((name) => name === currentTarget.value) ?? counter)
                  }
                />
                <SegmentedControl
                  size="xs"
                  aria-label={texts.step}
                  data={Object.entries(texts.steps).map(([value, label]) => ({ value, label }))}
                  value={step}
                  onChange={(value) => setStep(value === 'day' ? 'day' : 'hour')}
                />
                <span>
                  <strong className="numbers">{count(found.totals[counter])}</strong>{' '}
                  <span className="dim">{texts.total}</span>
                </span>
              </div>
              <Chart
                name={texts.counters[counter]}
                points={found.series.map((entry) => ({ at: entry.at, value: entry[counter] }))}
              />
              <dl className="totals">
                {counters
                  .filter((name) => found.totals[name] > 0)
                  .map((name) => (
                    <div key={name}>
                      <dt>{texts.counters[name]}</dt>
                      <dd className="numbers">{count(found.totals[name])}</dd>
                    </div>
                  ))}
              </dl>
            </>
          )}
        </Shown>
      </Section>
      {engagement.data && (
        <Section title={`${texts.curve}: ${engagement.data.isDefault ? texts.curveDefault : texts.curveOwn}`}>
          <CurveForm
            key={`${postId}${engagement.data.isDefault}`}
            curve={engagement.data.curve}
            isDefault={engagement.data.isDefault}
            save={(curve) => setCurve(postId, curve)}
            clear={() => clearCurve(postId)}
            words={{ saved: texts.curveSet, clear: texts.clearCurve, cleared: texts.curveCleared }}
            hasBurst
          />
        </Section>
      )}
    </>
  );
}
