import { Kbd } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { EmptyState } from '../../../ui/index.ts';
import { usePreferences } from '../../api/session.ts';
import { buildKeymap, type CommandId, findKey, showKey } from '../../lib/keymap.ts';
import { isApple } from '../../shell/commands.ts';
import { deskTexts } from '../../texts/desk.ts';
import { commandNames } from '../../texts/keys.ts';
import classes from './desk.module.css';

const taught: CommandId[] = ['list.next', 'search', 'palette', 'keys'];

export function NothingOpen() {
  const keymap = buildKeymap(usePreferences().keys);
  return (
    <EmptyState icon={<IconMessages size={36} stroke={1.5} />} title={deskTexts.nothingOpenTitle}>
      <ul className={classes.taught}>
        {taught.map((id) => {
          const key = findKey(keymap, id);
          return (
            key && (
              <li key={id}>
                <span>{commandNames[id]}</span>
                <Kbd size="sm">{showKey(key, isApple)}</Kbd>
              </li>
            )
          );
        })}
      </ul>
    </EmptyState>
  );
}
