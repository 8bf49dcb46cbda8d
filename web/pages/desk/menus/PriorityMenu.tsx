import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Priority } from '../../../../contract/api/index.ts';
import { changeConversation } from '../../../api/actions.ts';
import { deskTexts, priorityNames } from '../../../texts/desk.ts';
import type { LayerProps } from './AssignMenu.tsx';
import classes from './menus.module.css';

const priorities: Priority[] = ['urgent', 'high', 'normal', 'low'];

export function PriorityMenu({ detail, opened, onChange }: LayerProps) {
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" width={180} trapFocus>
      <Menu.Target>
        <span className={classes.anchor} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{deskTexts.priority}</Menu.Label>
        {priorities.map((priority) => (
          <Menu.Item
            key={priority}
            rightSection={detail.workItem?.priority === priority ? <IconCheck size={14} /> : undefined}
            onClick={() =>
              void changeConversation(
                detail.id,
                { priority },
                deskTexts.done.priority(priorityNames[priority]),
              )
            }
          >
            {priorityNames[priority]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
