import { Button, NumberInput, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ControlPriceChange } from '../../../contract/control/money.ts';
import { changePrices, readPrices } from '../api/money.ts';
import { Section } from '../parts/Page.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useAct } from '../parts/use-act.ts';
import { costTexts as texts } from '../texts/conditions.ts';

/** X's prices, and other ones to try what happens when it changes them. */
export function Prices() {
  const prices = useQuery({ queryKey: ['prices'], queryFn: readPrices });
  const [changed, setChanged] = useState<Record<string, number | 'standard'>>({});
  const save = useAct({
    run: (change: ControlPriceChange) => changePrices(change),
    done: texts.priceSaved,
    refresh: ['prices', 'cost'],
    after: () => setChanged({}),
  });
  return (
    <Section title={texts.prices} lead={texts.pricesLead}>
      <Shown query={prices}>
        {(found) => (
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate({ prices: changed });
            }}
          >
            <div className="form-switches">
              <Switch
                label={texts.includes}
                checked={found.chargeIncludes}
                onChange={({ currentTarget }) => save.mutate({ chargeIncludes: currentTarget.checked })}
              />
              <Switch
                label={texts.withhold}
                checked={found.withholdUnpaidEvents}
                onChange={({ currentTarget }) => save.mutate({ withholdUnpaidEvents: currentTarget.checked })}
              />
            </div>
            <div className="prices">
              {Object.entries(found.prices).map(([item, price]) => (
                <NumberInput
                  key={item}
                  size="xs"
                  label={item}
                  min={0}
                  decimalScale={6}
                  prefix="$"
                  value={changed[item] === 'standard' ? '' : (changed[item] ?? price)}
                  onChange={(value) =>
                    setChanged({ ...changed, [item]: value === '' ? 'standard' : Number(value) })
                  }
                />
              ))}
            </div>
            <div className="form-foot">
              <Button type="submit" loading={save.isPending} disabled={Object.keys(changed).length === 0}>
                {texts.save}
              </Button>
            </div>
          </form>
        )}
      </Shown>
    </Section>
  );
}
