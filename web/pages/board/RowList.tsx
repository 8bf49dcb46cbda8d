import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, Suspense, useRef, useState } from 'react';
import type { BoardRow } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { EmptyState, RelativeTime } from '../../../ui/index.ts';
import { useMay, useMe } from '../../api/session.ts';
import { useMembers } from '../../lib/members.ts';
import { tellProblem } from '../../shell/tell.ts';
import { boardTexts, slaNames } from '../../texts/board.ts';
import { stateNames } from '../../texts/desk.ts';
import { BulkBar } from './BulkBar.tsx';
import type { Step } from './StepIn.tsx';
import type { Board } from './use-board.ts';
import classes from './board.module.css';

const StepIn = lazy(async () => ({ default: (await import('./StepIn.tsx')).StepIn }));
const ROW_PX = 44;

/** Conversations, as many as there are: only those on the screen are drawn. */
export function RowList({ board, rows }: { board: Board; rows: readonly BoardRow[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [step, setStep] = useState<{ row: BoardRow; kind: Step } | undefined>();
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never passed on.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.conversationId ?? index,
    overscan: 8,
  });
  const here = new Set(rows.map((row) => row.conversationId));
  const chosen = [...selected].filter((id) => here.has(id));
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  if (rows.length === 0) {
    return <EmptyState title={board.rows.size === 0 ? boardTexts.noRowsAtAll : boardTexts.noRows} />;
  }
  return (
    <>
      <BulkBar
        board={board}
        ids={chosen}
        all={rows.length}
        onAll={(on) => setSelected(new Set(on ? rows.slice(0, 1_000).map((row) => row.conversationId) : []))}
        onDone={() => setSelected(new Set())}
      />
      <div
        ref={scroller}
        className={classes.scroller}
        role="list"
        tabIndex={0}
        aria-label={boardTexts.conversations}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={item.key}
                role="listitem"
                className={classes.row}
                style={{ height: ROW_PX, transform: `translateY(${item.start}px)` }}
                data-sla={row.sla}
              >
                <Checkbox
                  size="xs"
                  checked={selected.has(row.conversationId)}
                  onChange={() => toggle(row.conversationId)}
                  aria-label={boardTexts.select(row.title)}
                />
                <RowFacts board={board} row={row} />
                <RowMenu row={row} onStep={(kind) => setStep({ row, kind })} />
              </div>
            );
          })}
        </div>
      </div>
      {step && (
        <Suspense fallback={null}>
          <StepIn board={board} row={step.row} kind={step.kind} onClose={() => setStep(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function RowFacts({ board, row }: { board: Board; row: BoardRow }) {
  const { nameOf } = useMembers();
  const queue = board.queues.find(({ queueId }) => queueId === row.queueId)?.name ?? '';
  return (
    <>
      <Link
        className={classes.title}
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: row.conversationId }}
      >
        <span dir="auto">{row.title}</span> <span className={classes.dim}>#{row.number}</span>
      </Link>
      <span className={classes.state} data-state={row.state}>
        {stateNames[row.state]}
      </span>
      <span className={classes.cell} dir="auto">
        {row.assigneeId ? nameOf(row.assigneeId) : boardTexts.nobody}
      </span>
      <span className={classes.cell} dir="auto">
        {queue}
      </span>
      <span className={classes.sla} data-sla={row.sla}>
        {row.sla === 'none' ? '' : slaNames[row.sla]}
      </span>
      <span className={classes.age}>{row.waitingSince && <RelativeTime at={row.waitingSince} />}</span>
    </>
  );
}

function RowMenu({ row, onStep }: { row: BoardRow; onStep: (kind: Step) => void }) {
  const may = useMay();
  const me = useMe();
  const navigate = useNavigate();
  const { state } = row;
  const isOwn = row.assigneeId === me.id;
  const open = () =>
    void navigate({
      to: '/inbox/$view/$conversationId',
      params: { view: 'all', conversationId: row.conversationId },
    });
  const look = async () => {
    try {
      await api.board.monitor({ id: row.conversationId });
      open();
    } catch (error) {
      tellProblem(boardTexts.failed, error);
    }
  };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={boardTexts.actionsFor(row.title)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={open}>{boardTexts.open}</Menu.Item>
        {may('board.monitor') && (
          <Menu.Item disabled={isOwn || state === 'open'} onClick={() => void look()}>
            {boardTexts.peek}
          </Menu.Item>
        )}
        {may('board.monitor') && (
          <Menu.Item disabled={isOwn || row.assigneeId === null} onClick={() => onStep('whisper')}>
            {boardTexts.whisper}
          </Menu.Item>
        )}
        {may('board.assign') && (
          <Menu.Item
            disabled={isOwn || (state !== 'open' && state !== 'waiting')}
            onClick={() => onStep('assign')}
          >
            {boardTexts.assign}
          </Menu.Item>
        )}
        {may('board.transfer') && (
          <Menu.Item
            disabled={isOwn || (state !== 'active' && state !== 'waiting')}
            onClick={() => onStep('transfer')}
          >
            {boardTexts.transfer}
          </Menu.Item>
        )}
        {may('board.force_close') && (
          <Menu.Item color="red" disabled={isOwn} onClick={() => onStep('close')}>
            {boardTexts.forceClose}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
