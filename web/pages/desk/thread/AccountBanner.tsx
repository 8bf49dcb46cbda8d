import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { handlesQuery } from '../../../api/queries.ts';
import { useMe } from '../../../api/session.ts';
import { deskTexts } from '../../../texts/desk.ts';
import classes from './thread.module.css';

/** Says at the conversation that its account is cut off from X, and leads to the remedy. */
export function AccountBanner({ handleId }: { handleId: string }) {
  const me = useMe();
  const handle = useQuery(handlesQuery).data?.handles.find((each) => each.id === handleId);
  if (!handle || handle.account.status === 'active') return null;
  const name = handle.account.username ? `@${handle.account.username}` : handle.name;
  return (
    <div className={classes.banner} role="alert">
      <IconPlugConnectedX size={18} aria-hidden />
      <span>
        {deskTexts.accountRevoked(name)} {handle.account.statusReason}
      </span>
      {me.role === 'administrator' && (
        <Button component={Link} to="/settings/x" size="compact-sm" color="red">
          {deskTexts.reconnect}
        </Button>
      )}
    </div>
  );
}
