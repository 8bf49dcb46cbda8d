import { Button, Menu, TextInput } from '@mantine/core';
import { IconBellZ } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDayAndTime, useNow } from '../../../../ui/index.ts';
import { changeConversation } from '../../../api/actions.ts';
import { snoozeChoices } from '../../../lib/snooze-choices.ts';
import { deskTexts } from '../../../texts/desk.ts';
import { snoozeTexts } from '../../../texts/snooze.ts';
import type { LayerProps } from './AssignMenu.tsx';
import classes from './menus.module.css';

/** Away until a time; a message of the customer brings it back before. */
export function SnoozeMenu({ detail, opened, onChange }: LayerProps) {
  const [own, setOwn] = useState('');
  const now = useNow(15_000);
  const snoozedUntil = detail.workItem?.snoozedUntil ?? null;
  const snooze = (at: Date) => {
    onChange(false);
    const until = at.toISOString();
    void changeConversation(
      detail.id,
      { snoozedUntil: until },
      deskTexts.done.snoozed(formatDayAndTime(until)),
    );
  };
  const ownDate = own === '' ? undefined : new Date(own);
  const ownFits = ownDate !== undefined && ownDate.getTime() > now;
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" width={320} trapFocus>
      <Menu.Target>
        <Button
          size="xs"
          variant={snoozedUntil ? 'light' : 'default'}
          className={classes.verb}
          data-later
          leftSection={<IconBellZ size={16} />}
          disabled={detail.workItem?.state === 'closed'}
          aria-label={deskTexts.snooze}
        >
          <span className={classes.word}>{deskTexts.snooze}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {snoozedUntil && (
          <>
            <Menu.Label>{deskTexts.snoozedUntil(formatDayAndTime(snoozedUntil))}</Menu.Label>
            <Menu.Item
              onClick={() =>
                void changeConversation(detail.id, { snoozedUntil: null }, deskTexts.done.unsnoozed)
              }
            >
              {deskTexts.unsnooze}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        {snoozeChoices(new Date(now)).map(({ id, at }) => (
          <Menu.Item
            key={id}
            onClick={() => snooze(at)}
            rightSection={<span className={classes.when}>{formatDayAndTime(at.toISOString())}</span>}
          >
            {snoozeTexts[id]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <form
          className={classes.own}
          onSubmit={(event) => {
            event.preventDefault();
            if (ownDate && ownFits) snooze(ownDate);
          }}
        >
          <TextInput
            size="xs"
            type="datetime-local"
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
            aria-label={snoozeTexts.own}
            flex={1}
          />
          <Button size="xs" type="submit" flex="none" disabled={!ownFits}>
            {deskTexts.snooze}
          </Button>
        </form>
        <Menu.Label>{snoozeTexts.hint}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
