import { Button, Menu, TextInput } from '@mantine/core';
import { IconUser, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ConversationDetail } from '../../../../contract/api/index.ts';
import { changeConversation } from '../../../api/actions.ts';
import { useMe } from '../../../api/session.ts';
import { useMembers } from '../../../lib/members.ts';
import { Face } from '../../../shell/Face.tsx';
import { deskTexts } from '../../../texts/desk.ts';
import classes from './menus.module.css';

export interface LayerProps {
  detail: ConversationDetail;
  opened: boolean;
  onChange: (opened: boolean) => void;
}

/** Whose conversation it is. */
export function AssignMenu({ detail, opened, onChange }: LayerProps) {
  const me = useMe();
  const { active, nameOf } = useMembers();
  const [text, setText] = useState('');
  const assigneeId = detail.workItem?.assigneeId ?? null;
  const assign = (id: string | null) => {
    setText('');
    const done = id ? deskTexts.done.assigned(nameOf(id)) : deskTexts.done.unassigned;
    void changeConversation(detail.id, { assigneeId: id }, done);
  };
  const wanted = text.trim().toLowerCase();
  const shown = active.filter((member) => member.id !== me.id && member.name.toLowerCase().includes(wanted));
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" width={240} trapFocus>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          className={classes.verb}
          leftSection={assigneeId ? <Face name={nameOf(assigneeId)} size={18} /> : <IconUserPlus size={16} />}
        >
          <span className={classes.word} aria-hidden>
            {assigneeId ? nameOf(assigneeId) : deskTexts.assign}
          </span>
          <span className="only-heard">
            {assigneeId ? deskTexts.assignedTo(nameOf(assigneeId)) : deskTexts.assign}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {active.length > 8 && (
          <TextInput
            size="xs"
            m={4}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder={deskTexts.assignTo}
            aria-label={deskTexts.assignTo}
          />
        )}
        {assigneeId !== me.id && (
          <Menu.Item leftSection={<Face name={me.name} size={20} />} onClick={() => assign(me.id)}>
            {deskTexts.toMe}
          </Menu.Item>
        )}
        {shown.map((member) => (
          <Menu.Item
            key={member.id}
            leftSection={<Face name={member.name} size={20} />}
            disabled={member.id === assigneeId}
            onClick={() => assign(member.id)}
          >
            {member.name}
          </Menu.Item>
        ))}
        {assigneeId !== null && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconUser size={18} />} onClick={() => assign(null)}>
              {deskTexts.nobody}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
