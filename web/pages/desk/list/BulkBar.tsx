import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCheck, IconUserPlus, IconX } from '@tabler/icons-react';
import { type Change, changeMany } from '../../../api/actions.ts';
import { useMe } from '../../../api/session.ts';
import { useMembers } from '../../../lib/members.ts';
import { useCommands } from '../../../shell/commands.ts';
import { deskTexts } from '../../../texts/desk.ts';
import classes from './list.module.css';

/** What can be done with many conversations at once. While it stands, the keys mean all of them. */
export function BulkBar({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const me = useMe();
  const { active } = useMembers();
  const change = (what: Change) => {
    void changeMany(ids, what);
    onDone();
  };
  useCommands({
    'conversation.close': () => change({ state: 'closed' }),
    'conversation.toMe': () => change({ assigneeId: me.id }),
  });
  return (
    <div className={classes.bulk} role="toolbar" aria-label={deskTexts.selected(ids.length)}>
      <span>{deskTexts.selected(ids.length)}</span>
      <span className={classes.gap} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-xs" variant="default" leftSection={<IconUserPlus size={14} />}>
            {deskTexts.assign}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          <Menu.Item onClick={() => change({ assigneeId: me.id })}>{deskTexts.toMe}</Menu.Item>
          <Menu.Item onClick={() => change({ assigneeId: null })}>{deskTexts.nobody}</Menu.Item>
          <Menu.Divider />
          {active
            .filter((member) => member.id !== me.id)
            .map((member) => (
              <Menu.Item key={member.id} onClick={() => change({ assigneeId: member.id })}>
                {member.name}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconCheck size={14} />}
        onClick={() => change({ state: 'closed' })}
      >
        {deskTexts.closeIt}
      </Button>
      <ActionIcon size="sm" variant="subtle" onClick={onDone} aria-label={deskTexts.clearSelection}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
