import { Badge, Button, Modal, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DataClient } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { CopyBlock, CopyField, EmptyState, LoadingState, RelativeTime } from '../../../../ui/index.ts';
import { dataClientsQuery } from '../../../api/data-clients.ts';
import { queryClient } from '../../../api/query-client.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { dataClientTexts as texts } from '../../../texts/data-clients.ts';
import { DeleteGuard, RowList } from '../parts/index.ts';
import programs from '../programs/programs.module.css';
import settings from '../settings.module.css';
import { ClientForm, type MadeClient } from './ClientForm.tsx';

const copy = { copyLabel: commonTexts.copy, copiedLabel: commonTexts.copied };
const tokenOf = (id: string, secret: string) =>
  `curl -u '${id}:${secret}' '${location.origin}/oauth/token?grant_type=client_credentials'`;

/** Programs that speak the Domo API: what they are told, made and taken away. */
export function DataClientsPage() {
  const query = useQuery(dataClientsQuery);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeClient>();
  const [going, setGoing] = useState<DataClient>();
  return (
    <div className={settings.page}>
      <h2>{texts.title}</h2>
      <p className={settings.lead}>{texts.lead}</p>
      {query.data && (
        <section aria-label={texts.connection} className={programs.connection}>
          <CopyField label={texts.host} value={query.data.host} {...copy} />
          <div className={programs.wide}>
            <CopyBlock
              label={texts.example}
              description={texts.exampleHint}
              value={tokenOf(texts.idPlace, texts.secretPlace)}
              {...copy}
            />
          </div>
        </section>
      )}
      <section aria-label={texts.clients}>
        <div className={programs.head}>
          <div>
            <h3>{texts.clients}</h3>
          </div>
          {query.data && (
            <Button onClick={() => setMaking(true)} leftSection={<IconPlus size={16} aria-hidden />}>
              {texts.make}
            </Button>
          )}
        </div>
        {query.isError && !query.data && <PageProblemOf query={query} />}
        {query.isPending && <LoadingState label={commonTexts.loading} />}
        {query.data?.clients.length === 0 && (
          <EmptyState icon={<IconKey size={28} />} title={texts.none}>
            {texts.noneHint}
          </EmptyState>
        )}
        {query.data && query.data.clients.length > 0 && (
          <RowList
            label={texts.clients}
            items={query.data.clients}
            nameOf={({ name }) => name}
            marksOf={({ scopes }) =>
              scopes.map((scope) => (
                <Badge key={scope} size="sm" variant="light">
                  {texts.scopeNames[scope]}
                </Badge>
              ))
            }
            factsOf={(client) => (
              <>
                <code>{client.id}</code>
                <br />
                {texts.made} <RelativeTime at={client.createdAt} long />
                {' · '}
                {client.lastUsedAt ? (
                  <>
                    {texts.lastUsed} <RelativeTime at={client.lastUsedAt} long />
                  </>
                ) : (
                  texts.neverUsed
                )}
              </>
            )}
            onDelete={setGoing}
          />
        )}
      </section>
      {making && <ClientForm onMade={setMade} onClose={() => setMaking(false)} />}
      {made && !making && <SecretDialog made={made} onClose={() => setMade(undefined)} />}
      {going && (
        <DeleteGuard
          id={going.id}
          name={going.name}
          hint={texts.askHint}
          forGood
          remove={() => api.dataClients.remove({ id: going.id })}
          onRemoved={() => void queryClient.invalidateQueries({ queryKey: dataClientsQuery.queryKey })}
          onClose={() => setGoing(undefined)}
        />
      )}
    </div>
  );
}

/** A new client's id and secret, to be taken to the program. */
function SecretDialog({ made, onClose }: { made: MadeClient; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.clientTitle(made.client.name)}
      size="lg"
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <div className={programs.fields}>
        <CopyField label={texts.id} value={made.client.id} {...copy} />
        <CopyField label={texts.secret} value={made.secret} {...copy} />
        <CopyBlock label={texts.example} value={tokenOf(made.client.id, made.secret)} rows={4} {...copy} />
        <Text size="sm" c="var(--text-dim)">
          {texts.once}
        </Text>
      </div>
    </Modal>
  );
}
