import { Tooltip, UnstyledButton } from '@mantine/core';
import type { MeasureId } from '../../../contract/api/index.ts';
import { measures } from '../../../contract/api/measures.ts';
import { changeOf, formatChange, formatMeasure } from '../../lib/measure-format.ts';
import { insightsTexts } from '../../texts/insights.ts';
import classes from './insights.module.css';

interface Props {
  id: MeasureId;
  value: number | null | undefined;
  before?: number | null | undefined;
  /** Opens what stands behind it. */
  onOpen?: (() => void) | undefined;
}

/** One number with its definition; a click opens the list behind it. */
export function NumberCard({ id, value, before, onOpen }: Props) {
  const { name, unit, definition } = measures[id];
  const change = changeOf(value, before);
  const inside = (
    <>
      <span className={classes.name}>{name}</span>
      <span className={classes.value}>{formatMeasure(unit, value)}</span>
      {change !== null && (
        <span className={classes.change} title={insightsTexts.before}>
          {formatChange(change)}
        </span>
      )}
    </>
  );
  return (
    <Tooltip label={definition} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
      {onOpen ? (
        <UnstyledButton className={classes.card} onClick={onOpen} aria-description={definition}>
          {inside}
        </UnstyledButton>
      ) : (
        // Focusable, so that its definition can be read by keyboard.
        <div
          className={classes.card}
          role="group"
          aria-label={name}
          aria-description={definition}
          tabIndex={0}
        >
          {inside}
        </div>
      )}
    </Tooltip>
  );
}
