import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import { LoadingState } from '../../../../ui/index.ts';
import { describeError, tellDone, tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { slashTexts } from '../../../texts/slash.ts';
import { MacroSteps } from './MacroSteps.tsx';
import classes from './slash.module.css';

interface Props {
  conversationId: string;
  macro: { id: string; name: string };
  onInsert: (text: string) => void;
  onClose: () => void;
}

/** What a macro will do here, before it does it. */
// Loaded when first opened, so it is a module's default, as React.lazy wants it.
export default function MacroDialog({ conversationId, macro, onInsert, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const preview = useQuery({
    queryKey: ['macro-preview', conversationId, macro.id],
    queryFn: () => api.macros.preview({ id: conversationId, macroId: macro.id }),
    gcTime: 0,
  });
  const [key] = useState(() => crypto.randomUUID());
  const steps = preview.data?.steps;
  const possible = steps !== undefined && steps.every((step) => step.problem === null);
  const run = async () => {
    setBusy(true);
    try {
      const done = await api.macros.run({ id: conversationId, macroId: macro.id }, { idempotencyKey: key });
      tellDone(slashTexts.macroDone(macro.name));
      onClose();
      if (done.insert !== null) onInsert(done.insert);
    } catch (error) {
      tellProblem(slashTexts.macroFailed, error);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
      title={slashTexts.macroTitle(macro.name)}
      size="md"
    >
      <p className={classes.lead}>{slashTexts.macroLead}</p>
      {preview.isPending && <LoadingState label={commonTexts.loading} />}
      {preview.isError && <p role="alert">{describeError(preview.error)}</p>}
      {steps && <MacroSteps steps={steps} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {commonTexts.cancel}
        </Button>
        <Button data-autofocus loading={busy} disabled={!possible} onClick={() => void run()}>
          {slashTexts.macroRun}
        </Button>
      </Group>
    </Modal>
  );
}
