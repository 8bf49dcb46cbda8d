import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import { CopyField } from '../../../../ui/index.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { webhookTexts as texts } from '../../../texts/webhooks.ts';
import classes from './webhooks.module.css';

/** The secret, shown when it is asked for, and made anew. */
export function SecretField({ webhookId: id }: { webhookId: string }) {
  const [secret, setSecret] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const fetch = async (work: () => Promise<{ secret: string }>) => {
    setBusy(true);
    try {
      setSecret((await work()).secret);
      setAsking(false);
    } catch (error) {
      tellProblem(texts.failed, error);
    } finally {
      setBusy(false);
    }
  };
  if (secret === undefined)
    return (
      <Button
        mt="md"
        variant="subtle"
        loading={busy}
        onClick={() => void fetch(() => api.webhooks.secret({ id }))}
      >
        {texts.showSecret}
      </Button>
    );
  return (
    <>
      <div className={classes.secret}>
        <CopyField
          label={texts.secret}
          description={texts.secretHint}
          value={secret}
          copyLabel={commonTexts.copy}
          copiedLabel={commonTexts.copied}
        />
        <Button variant="default" onClick={() => setAsking(true)}>
          {texts.renew}
        </Button>
      </div>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={texts.renewTitle}
        closeButtonProps={{ 'aria-label': commonTexts.close }}
      >
        <Text size="sm">{texts.renewHint}</Text>
        <Group mt="md" gap="sm">
          <Button
            color="red"
            loading={busy}
            onClick={() => void fetch(() => api.webhooks.renewSecret({ id }))}
          >
            {texts.renew}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            {commonTexts.cancel}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
