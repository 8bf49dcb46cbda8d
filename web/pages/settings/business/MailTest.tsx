import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import { sessionQuery } from '../../../api/session.ts';
import { describeError } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { mailTexts as texts } from '../../../texts/mail.ts';
import settings from '../settings.module.css';

type Steps = Awaited<ReturnType<typeof api.mail.test>>['steps'];

/** Sends a mail now, and says in words what came of it. */
export function MailTest({ onClose }: { onClose: () => void }) {
  const session = useQuery(sessionQuery);
  const [to, setTo] = useState(session.data?.member?.email ?? '');
  const [steps, setSteps] = useState<Steps>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    setSteps(undefined);
    try {
      setSteps((await api.mail.test({ to: to.trim() })).steps);
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
      title={texts.test}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Text size="sm">{texts.testHint}</Text>
        <TextInput
          mt="sm"
          type="email"
          dir="ltr"
          label={texts.testTo}
          value={to}
          error={problem}
          data-autofocus
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <div role="status">
          {steps?.map(({ what, ok, says }) => (
            <p key={what} className={ok ? settings.lead : settings.problem} style={{ marginTop: 12 }}>
              {says}
            </p>
          ))}
        </div>
        <Group mt="md" gap="sm">
          <Button type="submit" loading={busy} disabled={!to.includes('@')}>
            {texts.testSend}
          </Button>
          <Button variant="default" onClick={onClose}>
            {commonTexts.close}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
