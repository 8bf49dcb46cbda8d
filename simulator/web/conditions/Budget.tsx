import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { ControlCreditChange, ControlCredits } from '../../../contract/control/money.ts';
import { changeCredits } from '../api/money.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { useAct } from '../parts/use-act.ts';
import { costTexts as texts } from '../texts/conditions.ts';

const FIELDS = {
  balanceUsd: { label: texts.balanceField, description: texts.balanceHelp, min: -1_000_000 },
  spendingLimitUsd: { label: texts.spendingLimit, description: texts.noneHelp, min: 0 },
  postReadCap: { label: texts.postReadCap, description: texts.noneHelp, min: 0 },
} as const;
type Field = keyof typeof FIELDS;
// The keys of the record are the fields.
const fields = Object.keys(FIELDS) as Field[];

/** The money of an app: what it has, what it may spend, and a way to run out of it. */
export function Budget({ credits }: { credits: ControlCredits }) {
  const { appId } = credits;
  const [form, setForm] = useState<Partial<Record<Field, number | null>>>({});
  const refresh = ['cost', 'credits'];
  const save = useAct({
    run: (change: Omit<ControlCreditChange, 'appId'>) => changeCredits({ appId, ...change }),
    done: texts.saved,
    refresh,
    after: () => setForm({}),
  });
  const empty = useAct({
    run: () => changeCredits({ appId, balanceUsd: 0 }),
    done: texts.emptied,
    refresh,
    after: () => setForm({}),
  });
  const clear = useAct({
    run: () => changeCredits({ appId, clearUsage: true }),
    done: texts.cleared,
    refresh,
  });
  return (
    <details className="attempt">
      <summary>
        <span className="strong">{texts.budget}</span>
        <span />
      </summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({
            ...('balanceUsd' in form ? { balanceUsd: form.balanceUsd ?? 'unlimited' } : {}),
            ...('spendingLimitUsd' in form ? { spendingLimitUsd: form.spendingLimitUsd ?? 'none' } : {}),
            ...('postReadCap' in form ? { postReadCap: form.postReadCap ?? 'none' } : {}),
          });
        }}
      >
        <div className="form-pair">
          {fields.map((name) => {
            const known = name in form ? form[name] : credits[name];
            return (
              <NumberInput
                key={name}
                {...FIELDS[name]}
                decimalScale={name === 'postReadCap' ? 0 : 6}
                value={known ?? ''}
                onChange={(value) => setForm({ ...form, [name]: value === '' ? null : Number(value) })}
              />
            );
          })}
        </div>
        <div className="form-foot">
          <ConfirmButton
            question={texts.clearQuestion}
            harm={texts.clearHarm}
            verb={texts.clear}
            onConfirm={() => clear.mutate()}
          >
            {texts.clear}
          </ConfirmButton>
          <Button variant="default" loading={empty.isPending} onClick={() => empty.mutate()}>
            {texts.empty}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={Object.keys(form).length === 0}>
            {texts.save}
          </Button>
        </div>
      </form>
    </details>
  );
}
