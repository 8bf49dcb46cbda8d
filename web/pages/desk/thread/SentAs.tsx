import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { SentAs as Sent } from '../../../../contract/api/index.ts';
import { richTexts } from '../../../texts/rich.ts';
import { SentParts } from './SentParts.tsx';
import classes from './rich.module.css';

/** What X got of a rich message, to the letter, for who wants to know what the customer reads. */
export function SentAs({ sent, waits }: { sent: Sent; waits: boolean }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.sentAs}>
      <UnstyledButton
        className={classes.disclose}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Chevron size={14} aria-hidden /> {waits ? richTexts.goesAs(sent) : richTexts.sentAs(sent)}
      </UnstyledButton>
      {open && (
        <div id={id}>
          <SentParts sent={sent} />
        </div>
      )}
    </div>
  );
}
