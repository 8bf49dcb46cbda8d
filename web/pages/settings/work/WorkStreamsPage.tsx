import { Badge, Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkStream, WorkStreamInput, WorkStreamMode } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queuesQuery, refreshSetup, streamsQuery } from '../../../api/setup.ts';
import { inputOfStream, WorkStreamForm } from '../../../forms/work-stream/WorkStreamForm.tsx';
import { standardStreamSettings } from '../../../forms/work-stream/standard.ts';
import { describeError, tellDone } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { workTexts } from '../../../texts/work.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';

const texts = workTexts.streams;

type Layer = { edit: WorkStream } | { make: WorkStreamInput } | { copy: WorkStream } | { remove: WorkStream };

/** Work streams: how the conversations of handles are handled. */
export function WorkStreamsPage() {
  const query = useQuery(streamsQuery);
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const [layer, setLayer] = useState<Layer | undefined>();
  const close = () => setLayer(undefined);
  const queueName = (id: string) => queues.find((queue) => queue.id === id)?.name ?? '…';
  const fresh = (): WorkStreamInput => ({
    name: '',
    description: '',
    mode: 'push',
    queueId: queues[0]?.id ?? '',
    settings: standardStreamSettings,
  });
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.items}
        textOf={(stream) => `${stream.name} ${stream.handles.map((handle) => handle.name).join(' ')}`}
        addLabel={texts.add}
        onAdd={() => setLayer({ make: fresh() })}
        empty={{ icon: <IconArrowsSplit2 size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={(stream) => stream.name}
            marksOf={(stream) => stream.isDefault && <Badge variant="light">{texts.standard}</Badge>}
            factsOf={(stream) =>
              texts.facts(
                texts.modes[stream.mode],
                queueName(stream.queueId),
                stream.handles.map((handle) => handle.name),
              )
            }
            onOpen={(edit) => setLayer({ edit })}
            onCopy={(copy) => setLayer({ copy })}
            onDelete={(remove) => setLayer({ remove })}
            mayDelete={(stream) => !stream.isDefault}
          />
        )}
      </ListPage>
      {layer && 'edit' in layer && (
        <WorkStreamForm stream={layer.edit} start={inputOfStream(layer.edit)} onClose={close} />
      )}
      {layer && 'make' in layer && <WorkStreamForm start={layer.make} onClose={close} />}
      {layer && 'copy' in layer && <CopyDialog stream={layer.copy} onClose={close} />}
      {layer && 'remove' in layer && (
        <DeleteGuard
          id={layer.remove.id}
          name={layer.remove.name}
          findUses={async () => (await api.streams.uses({ id: layer.remove.id })).uses}
          remove={() => api.streams.remove({ id: layer.remove.id })}
          onRemoved={() => void refreshSetup()}
          onClose={close}
        />
      )}
    </>
  );
}

/** A copy with the same settings and rules; only here may the mode be another. */
function CopyDialog({ stream, onClose }: { stream: WorkStream; onClose: () => void }) {
  const [name, setName] = useState(partTexts.copyName(stream.name).slice(0, 100));
  const [mode, setMode] = useState<WorkStreamMode>(stream.mode);
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    try {
      const made = await api.streams.copy({ id: stream.id }, { name: name.trim(), mode });
      await refreshSetup();
      tellDone(texts.copied(made.name));
      onClose();
    } catch (error) {
      setProblem(describeError(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.copyTitle(stream.name)}
      centered
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void copy();
        }}
      >
        <TextInput
          label={workTexts.name}
          value={name}
          maxLength={100}
          error={problem}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          mt="sm"
          label={texts.mode}
          value={mode}
          data={[
            { value: 'push', label: texts.modeLong.push },
            { value: 'pick', label: texts.modeLong.pick },
          ]}
          onChange={(event) => setMode(event.currentTarget.value === 'push' ? 'push' : 'pick')}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            {commonTexts.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {texts.copyDo}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
