import { UnstyledButton } from '@mantine/core';
import type { CustomerDetail } from '../../../../contract/api/index.ts';
import { RelativeTime } from '../../../../ui/index.ts';
import { customerTexts } from '../../../texts/customer.ts';
import classes from './context.module.css';

interface Props {
  customer: CustomerDetail;
  conversationId: string;
  onOpen: (id: string) => void;
}

/** The same customer with our other handles. */
export function OthersSection({ customer, conversationId, onOpen }: Props) {
  const others = customer.conversations.filter((each) => each.id !== conversationId);
  if (others.length === 0) return <p className={classes.dim}>{customerTexts.noOthers}</p>;
  return others.map((each) => (
    <UnstyledButton key={each.id} className={classes.other} onClick={() => onOpen(each.id)}>
      <span>{each.handleUsername ? `@${each.handleUsername}` : each.handleName}</span>
      <span className={classes.dim}>
        {each.open ? customerTexts.open : customerTexts.closed} · <RelativeTime at={each.lastAt} />
      </span>
    </UnstyledButton>
  ));
}
