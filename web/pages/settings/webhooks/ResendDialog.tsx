import { Button, Group, Modal, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { describeError, tellDone } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { webhookTexts as texts } from '../../../texts/webhooks.ts';
import settings from '../settings.module.css';

type Only = keyof typeof texts.onlyOptions;

/** Queues again what happened within a time. */
export function ResendDialog({ webhookId: id, onClose }: { webhookId: string; onClose: () => void }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [only, setOnly] = useState<Only>('dead');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const [begin, end] = [new Date(from), new Date(to)];
    if (!(begin < end)) return setProblem(texts.needsRange);
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { from: begin.toISOString(), to: end.toISOString(), only };
      const { resent, next } = await api.webhooks.replayRange({ id }, body);
      tellDone(texts.rangeDone(resent, next !== null));
      void queryClient.invalidateQueries({ queryKey: ['webhooks'] });
      onClose();
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.range}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Text size="sm">{texts.rangeHint}</Text>
        <TextInput
          mt="sm"
          type="datetime-local"
          label={texts.from}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          mt="sm"
          type="datetime-local"
          label={texts.to}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <NativeSelect
          mt="sm"
          label={texts.only}
          value={only}
          data={Object.entries(texts.onlyOptions).map(([value, label]) => ({ value, label }))}
          // The options are these two.
          onChange={(event) => setOnly(event.currentTarget.value as Only)}
        />
        {problem && (
          <p className={settings.problem} role="alert">
            {problem}
          </p>
        )}
        <Group mt="md" gap="sm">
          <Button type="submit" loading={busy}>
            {texts.replay}
          </Button>
          <Button variant="default" onClick={onClose}>
            {commonTexts.cancel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
