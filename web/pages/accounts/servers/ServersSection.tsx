import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DataServer } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { LoadingState, RelativeTime } from '../../../../ui/index.ts';
import { dataServersQuery } from '../../../api/data-servers.ts';
import { queryClient } from '../../../api/query-client.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { dataServerTexts as texts } from '../../../texts/data-servers.ts';
import { DeleteGuard, RowList } from '../../settings/parts/index.ts';
import classes from '../accounts.module.css';
import { ServerForm } from './ServerForm.tsx';

/** Servers whose DataSets reports read: added, changed, taken away. */
export function ServersSection() {
  const query = useQuery(dataServersQuery);
  /** `null`: a new one. */
  const [open, setOpen] = useState<DataServer | null>();
  const [going, setGoing] = useState<DataServer>();
  const servers = query.data?.servers;
  return (
    <section className={classes.redirects} aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <p className={classes.dim}>{texts.lead}</p>
      {query.isError && !servers && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {servers?.length === 0 && <p className={classes.dim}>{texts.none}</p>}
      {servers && servers.length > 0 && (
        <RowList
          label={texts.title}
          items={servers}
          nameOf={({ name }) => name}
          factsOf={(server) => (
            <>
              <code>{server.host}</code> · {texts.reports(server.reports)} ·{' '}
              {server.lastUsedAt ? (
                <>
                  {texts.lastUsed} <RelativeTime at={server.lastUsedAt} long />
                </>
              ) : (
                texts.neverUsed
              )}
            </>
          )}
          onOpen={setOpen}
          onDelete={setGoing}
        />
      )}
      {servers && (
        <Button
          mt="sm"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setOpen(null)}
        >
          {texts.add}
        </Button>
      )}
      {open !== undefined && <ServerForm server={open ?? undefined} onClose={() => setOpen(undefined)} />}
      {going && (
        <DeleteGuard
          id={going.id}
          name={going.name}
          hint={going.reports > 0 ? texts.inUse : texts.askHint}
          forGood
          remove={() => api.dataServers.remove({ id: going.id })}
          onRemoved={() => void queryClient.invalidateQueries({ queryKey: dataServersQuery.queryKey })}
          onClose={() => setGoing(undefined)}
        />
      )}
    </section>
  );
}
