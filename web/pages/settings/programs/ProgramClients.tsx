import { ActionIcon, Badge, Button, Modal, Text, Tooltip } from '@mantine/core';
import { IconDoorExit, IconPlugConnected, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProgramClient } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { CopyField, EmptyState, formatDayAndTime, LoadingState } from '../../../../ui/index.ts';
import { programClientsQuery } from '../../../api/programs.ts';
import { queryClient } from '../../../api/query-client.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { oauthTexts as texts } from '../../../texts/programs-oauth.ts';
import { DeleteGuard, RowList } from '../parts/index.ts';
import { AskModal } from './AskModal.tsx';
import { ClientForm, type MadeClient } from './ClientForm.tsx';
import classes from './programs.module.css';

type Layer =
  | { readonly kind: 'edit'; readonly of?: ProgramClient }
  | { readonly kind: 'rotate' | 'shut-out' | 'remove'; readonly of: ProgramClient };

const refresh = () => queryClient.invalidateQueries({ queryKey: ['setup'] });

/** Programs of others that are let in over OAuth. */
export function ProgramClients({ baseUrl }: { baseUrl: string }) {
  const query = useQuery(programClientsQuery);
  const [layer, setLayer] = useState<Layer>();
  const [made, setMade] = useState<MadeClient>();
  const close = () => setLayer(undefined);
  const found = query.data?.clients;
  return (
    <section aria-label={texts.title}>
      <div className={classes.head}>
        <div>
          <h3>{texts.title}</h3>
          <p>{texts.lead}</p>
        </div>
        {found && (
          <Button onClick={() => setLayer({ kind: 'edit' })} leftSection={<IconPlus size={16} aria-hidden />}>
            {texts.add}
          </Button>
        )}
      </div>
      {query.isError && !found && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {found?.length === 0 && (
        <EmptyState icon={<IconPlugConnected size={28} />} title={texts.none}>
          {texts.noneHint}
        </EmptyState>
      )}
      {found && found.length > 0 && (
        <RowList
          label={texts.title}
          items={found}
          nameOf={({ name }) => name}
          marksOf={({ access }) => (
            <Badge size="sm" variant="light" color={access ? undefined : 'gray'}>
              {access ? texts.isIn(formatDayAndTime(access.since)) : texts.isOut}
            </Badge>
          )}
          factsOf={({ id, redirectUris }) => (
            <>
              {redirectUris.join(' · ')}
              <br />
              <code>{id}</code>
            </>
          )}
          onOpen={(of) => setLayer({ kind: 'edit', of })}
          verbsOf={(of) => (
            <>
              {of.access && (
                <Verb
                  label={texts.shutOut}
                  name={texts.shutOutOf(of.name)}
                  onClick={() => setLayer({ kind: 'shut-out', of })}
                >
                  <IconDoorExit size={16} aria-hidden />
                </Verb>
              )}
              <Verb
                label={texts.rotate}
                name={texts.rotateOf(of.name)}
                onClick={() => setLayer({ kind: 'rotate', of })}
              >
                <IconRefresh size={16} aria-hidden />
              </Verb>
            </>
          )}
          onDelete={(of) => setLayer({ kind: 'remove', of })}
        />
      )}
      {layer?.kind === 'edit' && (
        <ClientForm {...(layer.of && { client: layer.of })} onMade={setMade} onClose={close} />
      )}
      {layer?.kind === 'rotate' && (
        <AskModal
          title={texts.rotateTitle(layer.of.name)}
          hint={texts.rotateHint}
          doLabel={texts.rotateDo}
          failed={texts.cannotRotate}
          act={async () =>
            setMade({
              client: layer.of,
              secret: (await api.programClients.rotate({ id: layer.of.id })).secret,
            })
          }
          onClose={close}
        />
      )}
      {layer?.kind === 'shut-out' && (
        <AskModal
          title={texts.shutOutTitle(layer.of.name)}
          hint={texts.shutOutHint}
          doLabel={texts.shutOut}
          failed={texts.cannotShutOut}
          act={async () => {
            await api.programClients.shutOut({ id: layer.of.id });
            await refresh();
          }}
          onClose={close}
        />
      )}
      {layer?.kind === 'remove' && (
        <DeleteGuard
          id={layer.of.id}
          name={layer.of.name}
          hint={texts.askHint}
          forGood
          remove={() => api.programClients.remove({ id: layer.of.id })}
          onRemoved={() => void refresh()}
          onClose={close}
        />
      )}
      {made && !layer && <ClientSecret made={made} baseUrl={baseUrl} onClose={() => setMade(undefined)} />}
    </section>
  );
}

function Verb(props: { label: string; name: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={props.name} onClick={props.onClick}>
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}

/** What the program's maker needs; the secret is shown this once. */
function ClientSecret({
  made,
  baseUrl,
  onClose,
}: {
  made: MadeClient;
  baseUrl: string;
  onClose: () => void;
}) {
  const { client, secret } = made;
  const copy = { copyLabel: commonTexts.copy, copiedLabel: commonTexts.copied };
  const authorize = `${baseUrl}/oauth/authorize?response_type=code&client_id=${client.id}`;
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.secretTitle(client.name)}
      size="lg"
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <div className={classes.fields}>
        <CopyField label={texts.clientId} value={client.id} {...copy} />
        <CopyField label={texts.clientSecret} value={secret} {...copy} />
        <CopyField label={texts.authorizeUrl} value={authorize} {...copy} />
        <Text size="sm" c="var(--text-dim)">
          {texts.onlyNow}
        </Text>
      </div>
    </Modal>
  );
}
