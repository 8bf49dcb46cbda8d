import { Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changeConversation } from '../../../api/actions.ts';
import { tagsQuery } from '../../../api/queries.ts';
import { deskTexts } from '../../../texts/desk.ts';
import type { LayerProps } from './AssignMenu.tsx';
import classes from './menus.module.css';

/** Adds and takes away tags. */
export function TagMenu({ detail, opened, onChange }: LayerProps) {
  const known = useQuery({ ...tagsQuery, enabled: opened }).data?.tags ?? [];
  const [text, setText] = useState('');
  const own = detail.workItem?.tags ?? [];
  const wanted = text.trim().toLowerCase();
  const shown = [...new Set([...own, ...known])]
    .filter((tag) => tag.toLowerCase().includes(wanted))
    .slice(0, 30);
  const isNew = wanted !== '' && !shown.some((tag) => tag.toLowerCase() === wanted);
  const toggle = (tag: string) => {
    setText('');
    if (own.includes(tag))
      void changeConversation(detail.id, { removeTags: [tag] }, deskTexts.done.untagged(tag));
    else void changeConversation(detail.id, { addTags: [tag] }, deskTexts.done.tagged(tag));
  };
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-end" width={240} trapFocus returnFocus>
      <Popover.Target>
        <span className={classes.anchor} aria-hidden />
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <TextInput
          size="xs"
          data-autofocus
          maxLength={60}
          value={text}
          placeholder={deskTexts.addTag}
          aria-label={deskTexts.addTag}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            const first = isNew ? text.trim() : shown[0];
            if (first && wanted !== '') toggle(first);
            onChange(false);
          }}
        />
        <div className={classes.tags}>
          {isNew && (
            <UnstyledButton className={classes.tag} onClick={() => toggle(text.trim())}>
              <IconPlus size={14} aria-hidden /> {deskTexts.newTag(text.trim())}
            </UnstyledButton>
          )}
          {shown.map((tag) => (
            <UnstyledButton
              key={tag}
              className={classes.tag}
              onClick={() => toggle(tag)}
              aria-pressed={own.includes(tag)}
            >
              {own.includes(tag) ? <IconCheck size={14} aria-hidden /> : <span className={classes.blank} />}
              <span dir="auto">{tag}</span>
            </UnstyledButton>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
