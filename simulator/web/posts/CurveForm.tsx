import { Button, NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import type { EngagementCurve } from '../../../contract/control/engagement.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { useAct } from '../parts/use-act.ts';
import { useLivePart } from '../shell/live.ts';
import { postTexts as texts } from '../texts/posts.ts';

interface Props {
  curve: EngagementCurve;
  isDefault: boolean;
  save: (curve: EngagementCurve) => Promise<unknown>;
  clear: () => Promise<unknown>;
  words: { saved: string; clear: string; cleared: string };
  /** Of one post, whose life has a now. */
  hasBurst?: boolean;
}

const refresh = ['engagement', 'posts'];

/** Sets how many people see a post, and when. What the form does not show stays as it was. */
export function CurveForm({ curve, isDefault, save: keep, clear: forget, words, hasBurst }: Props) {
  const nowMs = useLivePart('nowMs');
  const [form, setForm] = useState<EngagementCurve>({});
  const [burst, setBurst] = useState<number | null>(null);
  const set = (changes: EngagementCurve) => setForm({ ...form, ...changes });
  const value = { ...curve, ...form };
  const save = useAct({
    run: () =>
      keep({
        ...value,
        ...(burst === null || nowMs === null
          ? {}
          : { bursts: [...(curve.bursts ?? []), { at: nowMs, impressions: burst }] }),
      }),
    done: words.saved,
    refresh,
    isSilent: true,
    after: () => {
      setForm({});
      setBurst(null);
    },
  });
  const clear = useAct({
    run: () => forget(),
    done: words.cleared,
    refresh,
    after: () => setForm({}),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="form-pair">
        <NumberInput
          label={texts.impressions}
          min={0}
          max={1_000_000_000}
          thousandSeparator
          allowDecimal={false}
          value={value.impressions ?? ''}
          onChange={(next) => set({ impressions: Number(next) })}
        />
        <NumberInput
          label={texts.halfLife}
          min={0.1}
          max={720}
          decimalScale={1}
          value={value.halfLifeHours ?? ''}
          onChange={(next) => set({ halfLifeHours: Number(next) })}
        />
        <NumberInput
          label={texts.promoted}
          min={0}
          max={95}
          value={Math.round((value.promotedShare ?? 0) * 100)}
          onChange={(next) => set({ promotedShare: Number(next) / 100 })}
        />
        {hasBurst && (
          <NumberInput
            label={texts.burst}
            description={texts.burstHelp}
            min={0}
            max={1_000_000_000}
            thousandSeparator
            allowDecimal={false}
            value={burst ?? ''}
            onChange={(next) => setBurst(next === '' ? null : Number(next))}
          />
        )}
      </div>
      <Switch
        label={texts.crowd}
        checked={value.crowd ?? true}
        onChange={({ currentTarget }) => set({ crowd: currentTarget.checked })}
      />
      <FormProblem error={save.error} />
      <div className="form-foot">
        {!isDefault && (
          <Button variant="default" loading={clear.isPending} onClick={() => clear.mutate()}>
            {words.clear}
          </Button>
        )}
        <Button
          type="submit"
          loading={save.isPending}
          disabled={Object.keys(form).length === 0 && burst === null}
        >
          {texts.setCurve}
        </Button>
      </div>
    </form>
  );
}
