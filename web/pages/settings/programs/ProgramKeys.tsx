import { ActionIcon, Badge, Button, Tooltip } from '@mantine/core';
import { IconEye, IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProgramKey } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { EmptyState, LoadingState, RelativeTime } from '../../../../ui/index.ts';
import { programIntegrationsQuery, programKeysQuery } from '../../../api/programs.ts';
import { queryClient } from '../../../api/query-client.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { programTexts as texts } from '../../../texts/programs.ts';
import { DeleteGuard, RowList } from '../parts/index.ts';
import { KeyForm, type MadeKey } from './KeyForm.tsx';
import { SecretDialog } from './SecretDialog.tsx';
import classes from './programs.module.css';

/** Keys of programs: made, shown again, taken away. */
export function ProgramKeys() {
  const query = useQuery(programKeysQuery);
  const integrations = useQuery(programIntegrationsQuery).data?.integrations ?? [];
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<MadeKey>();
  const [going, setGoing] = useState<ProgramKey>();
  const show = async (key: ProgramKey) => {
    try {
      setShown({ key, secret: (await api.programKeys.secret({ id: key.id })).secret });
    } catch (error) {
      tellProblem(texts.cannotShow, error);
    }
  };
  const nameOf = (id: string) => integrations.find((one) => one.id === id)?.name ?? texts.nameless;
  return (
    <section aria-label={texts.keys}>
      <div className={classes.head}>
        <div>
          <h3>{texts.keys}</h3>
        </div>
        {query.data && (
          <Button onClick={() => setMaking(true)} leftSection={<IconPlus size={16} aria-hidden />}>
            {texts.makeKey}
          </Button>
        )}
      </div>
      {query.isError && !query.data && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data?.keys.length === 0 && (
        <EmptyState icon={<IconKey size={28} />} title={texts.keysNone}>
          {texts.keysNoneHint}
        </EmptyState>
      )}
      {query.data && query.data.keys.length > 0 && (
        <RowList
          label={texts.keys}
          items={query.data.keys}
          nameOf={({ name }) => name}
          marksOf={({ scope, integrationId }) => (
            <Badge size="sm" variant="light">
              {integrationId === null ? texts.scopes[scope] : texts.of(nameOf(integrationId))}
            </Badge>
          )}
          factsOf={(key) => (
            <>
              <code>{key.id}</code>
              <br />
              {texts.made} <RelativeTime at={key.createdAt} long />
              {' · '}
              {key.lastUsedAt ? (
                <>
                  {texts.lastUsed} <RelativeTime at={key.lastUsedAt} long />
                </>
              ) : (
                texts.neverUsed
              )}
            </>
          )}
          verbsOf={(key) => (
            <Tooltip label={texts.showSecret}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={texts.showSecretOf(key.name)}
                onClick={() => void show(key)}
              >
                <IconEye size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          onDelete={setGoing}
        />
      )}
      {making && <KeyForm onMade={setShown} onClose={() => setMaking(false)} />}
      {shown && !making && query.data && (
        <SecretDialog made={shown} baseUrl={query.data.baseUrl} onClose={() => setShown(undefined)} />
      )}
      {going && (
        <DeleteGuard
          id={going.id}
          name={going.name}
          hint={`${going.lastUsedAt ? `${texts.keyAskUsed} ` : ''}${texts.keyAskHint}`}
          forGood
          remove={() => api.programKeys.remove({ id: going.id })}
          onRemoved={() => void queryClient.invalidateQueries({ queryKey: programKeysQuery.queryKey })}
          onClose={() => setGoing(undefined)}
        />
      )}
    </section>
  );
}
