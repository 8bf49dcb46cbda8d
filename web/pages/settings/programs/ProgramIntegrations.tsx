import { ActionIcon, Badge, Button, Modal, Tooltip } from '@mantine/core';
import { IconKey, IconPlus, IconRobot, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProgramIntegration } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { CopyField, EmptyState, LoadingState } from '../../../../ui/index.ts';
import { programIntegrationsQuery, programKeysQuery } from '../../../api/programs.ts';
import { queryClient } from '../../../api/query-client.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../../texts/everywhere.ts';
import { programTexts as texts } from '../../../texts/programs.ts';
import { DeleteGuard, RowList } from '../parts/index.ts';
import { IntegrationForm, type MadeIntegration } from './IntegrationForm.tsx';
import { KeyForm, type MadeKey } from './KeyForm.tsx';
import { SecretDialog } from './SecretDialog.tsx';
import classes from './programs.module.css';

type Layer =
  | { readonly kind: 'edit'; readonly of?: ProgramIntegration }
  | { readonly kind: 'key' | 'remove'; readonly of: ProgramIntegration };

/** The page of one webhook. */
const webhookPage = (id: string): string => `/settings/webhooks/${id}`;

/** Bots and business systems, each with its webhook and its keys. */
export function ProgramIntegrations() {
  const query = useQuery(programIntegrationsQuery);
  const { data } = useQuery(programKeysQuery);
  const [layer, setLayer] = useState<Layer>();
  const [made, setMade] = useState<MadeIntegration>();
  const [key, setKey] = useState<MadeKey>();
  const close = () => setLayer(undefined);
  const nameOf = ({ name }: ProgramIntegration) => name ?? texts.nameless;
  const keysOf = ({ id }: ProgramIntegration) =>
    (data?.keys ?? []).filter((one) => one.integrationId === id).length;
  const found = query.data?.integrations;
  return (
    <section aria-label={texts.integrations}>
      <div className={classes.head}>
        <div>
          <h3>{texts.integrations}</h3>
          <p>{texts.integrationsLead}</p>
        </div>
        {found && (
          <Button onClick={() => setLayer({ kind: 'edit' })} leftSection={<IconPlus size={16} aria-hidden />}>
            {texts.makeIntegration}
          </Button>
        )}
      </div>
      {query.isError && !found && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {found?.length === 0 && (
        <EmptyState icon={<IconRobot size={28} />} title={texts.integrationsNone}>
          {texts.integrationsNoneHint}
        </EmptyState>
      )}
      {found && found.length > 0 && (
        <RowList
          label={texts.integrations}
          items={found}
          nameOf={nameOf}
          marksOf={(one) => (
            <>
              {one.seat !== null && (
                <Badge size="sm" variant="light">
                  {texts.seat(one.seat)}
                </Badge>
              )}{' '}
              {one.webhooks.some(({ state }) => state === 'paused') && (
                <Badge size="sm" variant="light" color="gray">
                  {texts.paused}
                </Badge>
              )}
            </>
          )}
          factsOf={(one) => (
            <>
              {one.webhooks.map(({ id, target, triggers }) => (
                <span key={id}>
                  {target} · {texts.tellsOf(triggers)}
                  <br />
                </span>
              ))}
              <code>{one.id}</code> · {texts.keyCount(keysOf(one))}
            </>
          )}
          onOpen={(of) => setLayer({ kind: 'edit', of })}
          verbsOf={(of) => (
            <>
              {of.webhooks.slice(0, 1).map(({ id }) => (
                <Tooltip key={id} label={texts.webhook}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={texts.webhookOf(nameOf(of))}
                    renderRoot={(props) => <Link {...props} to={webhookPage(id)} />}
                  >
                    <IconWebhook size={16} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              ))}
              <Tooltip label={texts.addKey}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={texts.addKeyOf(nameOf(of))}
                  onClick={() => setLayer({ kind: 'key', of })}
                >
                  <IconKey size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </>
          )}
          onDelete={(of) => setLayer({ kind: 'remove', of })}
        />
      )}
      {layer?.kind === 'edit' && (
        <IntegrationForm {...(layer.of && { integration: layer.of })} onMade={setMade} onClose={close} />
      )}
      {layer?.kind === 'key' && <KeyForm integrationId={layer.of.id} onMade={setKey} onClose={close} />}
      {key && !layer && data && (
        <SecretDialog made={key} baseUrl={data.baseUrl} onClose={() => setKey(undefined)} />
      )}
      {made && !layer && <MadeDialog made={made} onClose={() => setMade(undefined)} />}
      {layer?.kind === 'remove' && (
        <DeleteGuard
          id={layer.of.id}
          name={nameOf(layer.of)}
          hint={texts.integrationAskHint(keysOf(layer.of))}
          findUses={async () => (await api.programIntegrations.uses({ id: layer.of.id })).uses}
          forGood
          remove={() => api.programIntegrations.remove({ id: layer.of.id })}
          onRemoved={() => void queryClient.invalidateQueries({ queryKey: ['setup'] })}
          onClose={close}
        />
      )}
    </section>
  );
}

/** What the receiver checks. */
function MadeDialog({ made, onClose }: { made: MadeIntegration; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.webhookSecretTitle(made.integration.name ?? texts.nameless)}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <CopyField
        label={texts.webhookSecret}
        description={texts.webhookSecretHint}
        value={made.secret}
        copyLabel={commonTexts.copy}
        copiedLabel={commonTexts.copied}
      />
    </Modal>
  );
}
