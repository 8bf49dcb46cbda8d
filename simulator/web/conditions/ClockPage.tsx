import { Button, NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { changeTime } from '../api/conditions.ts';
import { Confirm } from '../parts/ConfirmButton.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { duration } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { useLive } from '../shell/live.ts';
import { clockTexts as texts } from '../texts/conditions.ts';
import './conditions.css';

/** Below this the difference is only the age of the last tick. */
const SAME_MS = 5_000;
const day = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hour12: false });

/** As `datetime-local` wants it. */
const localText = (atMs: number): string =>
  new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);

function BigClock() {
  const { nowMs, aheadMs } = useLive();
  if (nowMs === null) return null;
  const distance = duration(Math.abs(aheadMs));
  const isSame = Math.abs(aheadMs) < SAME_MS;
  return (
    <div className="big-clock" role="timer" aria-label={texts.now}>
      <strong>{clock.format(nowMs)}</strong>
      <span>{day.format(nowMs)}</span>
      <span className="dim">
        {isSame ? texts.real : aheadMs > 0 ? texts.ahead(distance) : texts.behind(distance)}
      </span>
    </div>
  );
}

function MoveOn() {
  const [amount, setAmount] = useState(5);
  const [unit, setUnit] = useState('60000');
  const move = useAct({
    run: (advanceMs: number) => changeTime({ advanceMs }),
    done: (_time, ms) => texts.moved(duration(ms)),
  });
  return (
    <Section title={texts.advance}>
      <div className="button-row">
        {texts.steps.map(([name, ms]) => (
          <Button key={name} size="sm" variant="default" onClick={() => move.mutate(ms)}>
            +{name}
          </Button>
        ))}
      </div>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          move.mutate(Math.round(amount * Number(unit)));
        }}
      >
        <NumberInput
          aria-label={texts.amount}
          w={110}
          min={0}
          value={amount}
          onChange={(value) => setAmount(Number(value) || 0)}
        />
        <NativeSelect
          aria-label={texts.unit}
          data={Object.entries(texts.units).map(([value, label]) => ({ value, label }))}
          value={unit}
          onChange={({ currentTarget }) => setUnit(currentTarget.value)}
        />
        <Button type="submit" loading={move.isPending}>
          {texts.go}
        </Button>
      </form>
    </Section>
  );
}

function Pace() {
  const { rate } = useLive();
  const pace = useAct({
    run: (next: number) => changeTime({ rate: next }),
    done: (_time, next) => texts.paced(Reflect.get(texts.rates, String(next)) ?? `${next}×`),
  });
  return (
    <Section title={texts.rate} lead={texts.rateLead}>
      <div className="scroll-x">
        <SegmentedControl
          aria-label={texts.rate}
          data={Object.entries(texts.rates).map(([value, label]) => ({ value, label }))}
          value={String(rate)}
          onChange={(value) => pace.mutate(Number(value))}
        />
      </div>
    </Section>
  );
}

function SetTo() {
  const { nowMs } = useLive();
  const [typed, setTyped] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const set = useAct({ run: (setTo: number) => changeTime({ setTo }), done: texts.setDone });
  const value = typed ?? (nowMs === null ? '' : localText(nowMs));
  const wanted = new Date(value).getTime();
  return (
    <Section title={texts.set} lead={texts.setLead}>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (nowMs !== null && wanted < nowMs) setAsking(true);
          else set.mutate(wanted);
        }}
      >
        <TextInput
          type="datetime-local"
          step={1}
          required
          aria-label={texts.set}
          value={value}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={Number.isNaN(wanted)} loading={set.isPending}>
          {texts.setGo}
        </Button>
      </form>
      <Confirm
        isOpen={isAsking}
        question={texts.setBackQuestion}
        harm={texts.setBackHarm}
        verb={texts.setGo}
        onClose={() => setAsking(false)}
        onConfirm={() => set.mutate(wanted)}
      />
    </Section>
  );
}

/** X's clock: what it shows, and how to turn it. */
export function ClockPage() {
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="page-content">
        <BigClock />
        <MoveOn />
        <Pace />
        <SetTo />
      </div>
    </Page>
  );
}
