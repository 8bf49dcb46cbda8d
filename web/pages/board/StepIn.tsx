import { Button, Checkbox, Group, Modal, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { BoardRow } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { boardTexts } from '../../texts/board.ts';
import type { Board } from './use-board.ts';
import { commonTexts } from '../../texts/everywhere.ts';

export type Step = 'whisper' | 'assign' | 'transfer' | 'close';

interface Props {
  board: Board;
  row: BoardRow;
  kind: Step;
  onClose: () => void;
}

const titles: Readonly<Record<Step, string>> = {
  whisper: boardTexts.whisper,
  assign: boardTexts.assign,
  transfer: boardTexts.transfer,
  close: boardTexts.forceClose,
};

/** One conversation: what is to happen with it, asked for before it does. */
export function StepIn({ board, row, kind, onClose }: Props) {
  const [text, setText] = useState('');
  const [target, setTarget] = useState<string | null>(null);
  const [override, setOverride] = useState(false);
  const [busy, setBusy] = useState(false);
  const id = row.conversationId;
  const act = async () => {
    switch (kind) {
      case 'whisper':
        await api.board.whisper({ id }, { text: text.trim(), idempotencyKey: crypto.randomUUID() });
        return boardTexts.done;
      case 'assign': {
        const isQueue = board.queues.some(({ queueId }) => queueId === target);
        const to = isQueue ? { queueId: target ?? '' } : { memberId: target ?? '' };
        const { exceededUnits } = await api.board.assign({ id }, { to, override });
        return exceededUnits > 0 ? boardTexts.exceeded(exceededUnits) : boardTexts.done;
      }
      case 'transfer':
        await api.board.transfer({ id }, { memberId: target ?? '', override });
        return boardTexts.done;
      case 'close':
        await api.board.forceClose({ id });
        return boardTexts.done;
    }
  };
  const go = async () => {
    setBusy(true);
    try {
      tellDone(await act());
      onClose();
    } catch (error) {
      tellProblem(boardTexts.failed, error);
    } finally {
      setBusy(false);
    }
  };
  const agents = board.agents
    .filter(({ memberId }) => memberId !== row.assigneeId)
    .map(({ memberId, name, presenceText }) => ({ value: memberId, label: `${name} · ${presenceText}` }));
  const queues = board.queues.map(({ queueId, name }) => ({ value: queueId, label: name }));
  const isReady = kind === 'close' || (kind === 'whisper' ? text.trim() !== '' : target !== null);
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
      title={`${titles[kind]} · ${row.title}`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        {kind === 'whisper' && (
          <Textarea
            data-autofocus
            autosize
            minRows={3}
            maxLength={5_000}
            label={boardTexts.text}
            description={boardTexts.whisperHint}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {(kind === 'assign' || kind === 'transfer') && (
          <>
            <Select
              data-autofocus
              searchable
              label={boardTexts.target}
              value={target}
              onChange={setTarget}
              data={
                kind === 'assign'
                  ? [
                      { group: boardTexts.agents, items: agents },
                      { group: boardTexts.queues, items: queues },
                    ]
                  : agents
              }
            />
            <Checkbox
              mt="sm"
              label={boardTexts.override}
              checked={override}
              onChange={(event) => setOverride(event.currentTarget.checked)}
            />
          </>
        )}
        {kind === 'close' && <p>{boardTexts.sure(row.title)}</p>}
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {boardTexts.cancel}
          </Button>
          <Button
            type="submit"
            color={kind === 'close' ? 'red' : undefined}
            loading={busy}
            disabled={!isReady}
          >
            {kind === 'whisper' ? boardTexts.send : titles[kind]}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
