import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { xAppsQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { tellProblem } from '../../shell/tell.ts';
import { accountTexts } from '../../texts/connect.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './settings.module.css';

/** Removing an app cannot be undone, so it asks once more in place. */
export function RemoveApp({ appId }: { appId: string }) {
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    try {
      await api.xApps.remove({ id: appId });
    } catch (error) {
      tellProblem(accountTexts.cannot, error);
    }
    setAsking(false);
    await queryClient.invalidateQueries({ queryKey: xAppsQuery.queryKey });
  };
  if (!asking) {
    return (
      <Button size="xs" variant="default" color="red" onClick={() => setAsking(true)}>
        {accountTexts.remove}
      </Button>
    );
  }
  return (
    <>
      <span className={classes.dim}>{accountTexts.removeAppAsk}</span>
      <Button size="xs" color="red" onClick={() => void remove()}>
        {accountTexts.really}
      </Button>
      <Button size="xs" variant="default" onClick={() => setAsking(false)}>
        {commonTexts.cancel}
      </Button>
    </>
  );
}
