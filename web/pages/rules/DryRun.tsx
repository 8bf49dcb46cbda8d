import { Button, Group, Modal, NativeSelect, Progress, Switch, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { DryRunRow, RuleFields } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { formatDayAndTime } from '../../../ui/index.ts';
import { sayOutputs } from '../../lib/rule-words.ts';
import { describeError } from '../../shell/tell.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { reasonNames, ruleTexts } from '../../texts/rules.ts';
import settings from '../settings/settings.module.css';
import classes from './rules.module.css';

const reasons: Readonly<Record<string, string>> = reasonNames;

/** Tries the stored rules on past conversations, page by page, and shows who would have gone elsewhere. */
export function DryRun(props: { workStreamId: string; around: RuleFields; onClose: () => void }) {
  const { workStreamId, around, onClose } = props;
  const [last, setLast] = useState('200');
  const [rows, setRows] = useState<DryRunRow[]>([]);
  const [total, setTotal] = useState<number | undefined>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const [onlyMoved, setOnlyMoved] = useState(false);
  const stopped = useRef(false);
  const nameOf = (id: string | null) =>
    id === null
      ? ruleTexts.closed
      : (around.queues.find(({ value }) => value === id)?.label ?? ruleTexts.gone);
  const run = async () => {
    setBusy(true);
    setProblem(undefined);
    setRows([]);
    stopped.current = false;
    try {
      for (let cursor: string | null | undefined; cursor !== null && !stopped.current; ) {
        const page = await api.rules.dryRun(
          { id: workStreamId },
          { last: Number(last), limit: 50, ...(cursor ? { cursor } : {}) },
        );
        setTotal(page.total);
        setRows((now) => [...now, ...page.rows]);
        cursor = page.next;
      }
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  const moved = rows.filter(({ same }) => !same);
  const shown = onlyMoved ? moved : rows;
  const close = () => {
    stopped.current = true;
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={ruleTexts.tryIt}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <p className={classes.dim}>{ruleTexts.tryLead}</p>
      <Group align="end" gap="xs">
        <NativeSelect
          label={ruleTexts.tryLast}
          data={['50', '200', '1000']}
          value={last}
          disabled={busy}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
        {busy ? (
          <Button variant="default" onClick={() => (stopped.current = true)}>
            {ruleTexts.tryStop}
          </Button>
        ) : (
          <Button onClick={() => void run()}>{ruleTexts.tryRun}</Button>
        )}
      </Group>
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      {busy && (
        <Progress
          mt="sm"
          value={total ? (100 * rows.length) / total : 0}
          aria-label={ruleTexts.trying(rows.length, total ?? 0)}
        />
      )}
      {total !== undefined && (
        <p role="status">
          {busy ? ruleTexts.trying(rows.length, total) : ruleTexts.tried(rows.length, moved.length)}
        </p>
      )}
      {rows.length > 0 && (
        <Switch
          label={ruleTexts.onlyMoved}
          checked={onlyMoved}
          onChange={(event) => setOnlyMoved(event.currentTarget.checked)}
        />
      )}
      {shown.length > 0 && (
        <Table className={settings.table} mt="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{ruleTexts.conversation}</Table.Th>
              <Table.Th>{ruleTexts.went}</Table.Th>
              <Table.Th>{ruleTexts.would}</Table.Th>
              <Table.Th>{ruleTexts.why}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.slice(0, 200).map((row) => (
              <Table.Tr key={row.workItemId}>
                <Table.Td data-label={ruleTexts.conversation}>
                  <Link
                    to="/inbox/$view/$conversationId"
                    params={{ view: 'all', conversationId: row.conversationId }}
                  >
                    #{row.number} <span dir="auto">{row.customer}</span>
                  </Link>{' '}
                  <span className={settings.dim}>{formatDayAndTime(row.openedAt)}</span>
                </Table.Td>
                <Table.Td data-label={ruleTexts.went}>{nameOf(row.wentTo)}</Table.Td>
                <Table.Td data-label={ruleTexts.would}>
                  {nameOf(row.wouldGoTo)}{' '}
                  <span className={settings.dim}>({row.same ? ruleTexts.same : ruleTexts.moved})</span>
                </Table.Td>
                <Table.Td data-label={ruleTexts.why} dir="auto">
                  {row.problem ??
                    (row.ruleName === null
                      ? reasons[row.reason]
                      : `“${row.ruleName}”${row.reason === 'rule' ? '' : `: ${reasons[row.reason]}`}`)}
                  {row.outputs.length > 0 && ` · ${sayOutputs(row.outputs, around)}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Modal>
  );
}
