import { Radio, Stack } from '@mantine/core';
import type { Safeguards } from '../../../../contract/api/index.ts';
import { reportTexts as texts } from '../../../texts/reports.ts';
import classes from '../reports.module.css';
import type { PaneProps } from './pane.ts';

// The texts have one entry for each.
const CHANGES = Object.keys(texts.changes) as (keyof Safeguards)[];
const CHOICES = Object.keys(texts.onChange) as Safeguards['added'][];

/** What happens when other columns come than those that are there. */
export function SafeguardsPane({ settings, set, disabled }: PaneProps) {
  const { safeguards } = settings;
  return (
    <div className={classes.stack}>
      <p className={classes.dim}>{texts.safeguardsHint}</p>
      <div className={classes.three}>
        {CHANGES.map((change) => (
          <Radio.Group
            key={change}
            label={texts.changes[change]}
            value={safeguards[change]}
            // The values are the choices.
            onChange={(value) =>
              set({ safeguards: { ...safeguards, [change]: value as Safeguards['added'] } })
            }
          >
            <Stack gap={8} mt={6}>
              {CHOICES.map((choice) => (
                <Radio
                  key={choice}
                  value={choice}
                  label={texts.onChange[choice]}
                  description={texts.onChangeHints[choice]}
                  disabled={disabled}
                />
              ))}
            </Stack>
          </Radio.Group>
        ))}
      </div>
    </div>
  );
}
