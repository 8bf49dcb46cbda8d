import { Button, Kbd } from '@mantine/core';
import { IconMessages, IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../../ui/index.ts';
import { handlesQuery } from '../../api/queries.ts';
import { useMe, usePreferences } from '../../api/session.ts';
import { buildKeymap, type CommandId, findKey, showKey } from '../../lib/keymap.ts';
import { isApple } from '../../shell/commands.ts';
import { accountTexts } from '../../texts/connect.ts';
import { deskTexts } from '../../texts/desk.ts';
import { commandNames } from '../../texts/keys.ts';
import classes from './desk.module.css';

const taught: CommandId[] = ['list.next', 'search', 'palette', 'keys'];

export function NothingOpen() {
  const me = useMe();
  const keymap = buildKeymap(usePreferences().keys);
  const handles = useQuery(handlesQuery).data?.handles;
  if (handles?.length === 0 && me.role === 'administrator') {
    return (
      <EmptyState icon={<IconPlugConnected size={36} stroke={1.5} />} title={accountTexts.none}>
        <p>{accountTexts.noneHint}</p>
        <Button component={Link} to="/settings/x/connect">
          {accountTexts.connect}
        </Button>
      </EmptyState>
    );
  }
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
