import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { QueueShare, RuleFields } from '../../../contract/api/index.ts';
import { ruleTexts } from '../../texts/rules.ts';
import classes from './rules.module.css';
import { NumberField } from '../../forms/NumberField.tsx';

const MOST_SPLIT = 5;

interface Props {
  queues: readonly QueueShare[];
  choices: RuleFields['queues'];
  problem: string | undefined;
  onChange: (queues: QueueShare[]) => void;
}

/** One queue, or up to five with shares whose sum is shown. */
export function SplitEditor({ queues, choices, problem, onChange }: Props) {
  const sum = queues.reduce((total, { percent }) => total + percent, 0);
  const change = (index: number, part: Partial<QueueShare>) =>
    onChange(queues.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const spread = (next: readonly QueueShare[]) => {
    // Even shares to begin with; the first takes what does not divide.
    const even = Math.floor(100 / next.length);
    onChange(next.map((one, at) => ({ ...one, percent: at === 0 ? 100 - even * (next.length - 1) : even })));
  };
  return (
    <>
      {queues.map(({ queueId, percent }, index) => (
        <div key={index} className={queues.length > 1 ? classes.pair : undefined}>
          <NativeSelect
            label={ruleTexts.queue}
            error={queueId === '' && problem !== undefined}
            data={[{ value: '', label: ruleTexts.choose }, ...choices]}
            value={queueId}
            onChange={(event) => change(index, { queueId: event.currentTarget.value })}
          />
          {queues.length > 1 && (
            <>
              <NumberField
                label={ruleTexts.share}
                min={1}
                max={100}
                allowDecimal={false}
                value={percent}
                onChange={(next) => change(index, { percent: Number(next) || 0 })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={ruleTexts.unsplit}
                onClick={() => spread(queues.toSpliced(index, 1))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </>
          )}
        </div>
      ))}
      {queues.length > 1 && (
        <p className={classes.sum} role="status" data-wrong={sum === 100 ? undefined : true}>
          {ruleTexts.sum(sum)}
        </p>
      )}
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      {queues.length < MOST_SPLIT && (
        <Button
          size="compact-sm"
          variant="subtle"
          mt={6}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => spread([...queues, { queueId: '', percent: 0 }])}
        >
          {ruleTexts.split}
        </Button>
      )}
    </>
  );
}
