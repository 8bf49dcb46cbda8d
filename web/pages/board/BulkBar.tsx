import { Button, Checkbox, Group, Modal, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkAction, BulkOrder } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { RelativeTime } from '../../../ui/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useMembers } from '../../lib/members.ts';
import { tellProblem } from '../../shell/tell.ts';
import { boardTexts } from '../../texts/board.ts';
import type { Board } from './use-board.ts';
import classes from './board.module.css';
import { commonTexts } from '../../texts/everywhere.ts';

interface Props {
  board: Board;
  ids: readonly string[];
  all: number;
  onAll: (on: boolean) => void;
  onDone: () => void;
}

type Kind = BulkOrder['kind'];

const names: Readonly<Record<Kind, string>> = {
  assign: boardTexts.bulkAssign,
  force_close: boardTexts.bulkClose,
  message: boardTexts.bulkMessage,
  note: boardTexts.bulkNote,
};
const kinds: readonly Kind[] = ['assign', 'force_close', 'message', 'note'];

/** The same for all that are selected, and what was done so before. */
export function BulkBar({ board, ids, all, onAll, onDone }: Props) {
  const may = useMay();
  const [kind, setKind] = useState<Kind | undefined>();
  const [history, setHistory] = useState(false);
  if (!may('board.bulk')) return null;
  return (
    <div className={classes.bulk} role="group" aria-label={boardTexts.bulk}>
      <Checkbox
        size="xs"
        label={ids.length > 0 ? boardTexts.selected(ids.length) : boardTexts.selectAll}
        checked={ids.length > 0 && ids.length >= Math.min(all, 1_000)}
        indeterminate={ids.length > 0 && ids.length < Math.min(all, 1_000)}
        onChange={(event) => onAll(event.currentTarget.checked)}
      />
      {ids.length > 0 &&
        kinds.map((each) => (
          <Button
            key={each}
            size="compact-xs"
            variant="default"
            color={each === 'force_close' ? 'red' : undefined}
            onClick={() => setKind(each)}
          >
            {names[each]}
          </Button>
        ))}
      <span className={classes.gap} />
      <Button size="compact-xs" variant="subtle" onClick={() => setHistory(true)}>
        {boardTexts.history}
      </Button>
      {kind && (
        <BulkForm
          board={board}
          kind={kind}
          ids={ids}
          onClose={() => setKind(undefined)}
          onStarted={() => {
            setKind(undefined);
            setHistory(true);
            onDone();
          }}
        />
      )}
      {history && <History onClose={() => setHistory(false)} />}
    </div>
  );
}

interface FormProps {
  board: Board;
  kind: Kind;
  ids: readonly string[];
  onClose: () => void;
  onStarted: () => void;
}

function BulkForm({ board, kind, ids, onClose, onStarted }: FormProps) {
  const [text, setText] = useState('');
  const [queueId, setQueueId] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const order = orderOf(kind, text.trim(), queueId);
  const start = async () => {
    if (!order) return;
    setBusy(true);
    try {
      await api.bulk.start({ order, conversationIds: [...ids] });
      await queryClient.invalidateQueries({ queryKey: ['setup', 'bulk'] });
      onStarted();
    } catch (error) {
      tellProblem(boardTexts.failed, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
      title={`${names[kind]} · ${boardTexts.selected(ids.length)}`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        {kind === 'assign' && (
          <Select
            data-autofocus
            searchable
            label={boardTexts.queue}
            value={queueId}
            onChange={setQueueId}
            data={board.queues.map(({ queueId: value, name }) => ({ value, label: name }))}
          />
        )}
        {(kind === 'message' || kind === 'note') && (
          <Textarea
            data-autofocus
            autosize
            minRows={3}
            maxLength={1_000}
            label={boardTexts.text}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {kind === 'force_close' && <p>{boardTexts.sure(boardTexts.selected(ids.length))}</p>}
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {boardTexts.cancel}
          </Button>
          <Button
            type="submit"
            color={kind === 'force_close' ? 'red' : undefined}
            loading={busy}
            disabled={!order}
          >
            {boardTexts.start}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function orderOf(kind: Kind, text: string, queueId: string | null): BulkOrder | undefined {
  switch (kind) {
    case 'assign':
      return queueId === null ? undefined : { kind, queueId };
    case 'force_close':
      return { kind };
    case 'message':
    case 'note':
      return text === '' ? undefined : { kind, text };
  }
}

function History({ onClose }: { onClose: () => void }) {
  const actions = useQuery({
    queryKey: ['setup', 'bulk'],
    queryFn: ({ signal }) => api.bulk.list({ limit: 50 }, { signal }),
  }).data?.actions;
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
      title={boardTexts.history}
      size="lg"
    >
      {actions?.length === 0 && <p className={classes.dim}>{boardTexts.noHistory}</p>}
      <ol className={classes.history}>
        {actions?.map((action) => (
          <Past key={action.id} action={action} />
        ))}
      </ol>
    </Modal>
  );
}

function Past({ action }: { action: BulkAction }) {
  const { nameOf } = useMembers();
  return (
    <li>
      <strong>{names[action.kind]}</strong> · {nameOf(action.byMemberId)} ·{' '}
      <RelativeTime at={action.startedAt} />
      <progress max={action.total} value={action.done + action.failed} aria-label={names[action.kind]} />
      <span className={classes.dim}>{boardTexts.progress(action.done, action.failed, action.total)}</span>
      {action.text && (
        <p className={classes.dim} dir="auto">
          {action.text}
        </p>
      )}
    </li>
  );
}
