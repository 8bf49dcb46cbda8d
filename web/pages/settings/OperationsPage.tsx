import { Button, Table } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { EmptyState, LoadingState, RelativeTime } from '../../../ui/index.ts';
import { unknownKindsQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { settingsTexts } from '../../texts/settings.ts';
import classes from './settings.module.css';

const texts = settingsTexts.operations;
const bytes = new Intl.NumberFormat(undefined, {
  style: 'unit',
  unit: 'byte',
  unitDisplay: 'narrow',
  notation: 'compact',
});

/** What came from X and is not in the threads: parked deliveries, unknown kinds. */
export function OperationsPage() {
  const [busyId, setBusyId] = useState<string | undefined>();
  const parked = useInfiniteQuery({
    queryKey: ['parked'],
    queryFn: ({ pageParam, signal }) =>
      api.operations.parked({ limit: 50, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const unknown = useQuery({ ...unknownKindsQuery, staleTime: 0 });
  const deliveries = parked.data?.pages.flatMap((page) => page.deliveries) ?? [];
  const replay = async (id: string) => {
    setBusyId(id);
    try {
      const answer = await api.operations.replay({ id });
      if (answer.done) tellDone(texts.replayDone);
      else tellProblem(texts.replayFailed, answer.reason);
    } catch (error) {
      tellProblem(texts.replayFailed, error);
    }
    setBusyId(undefined);
    await queryClient.invalidateQueries({ queryKey: ['parked'] });
  };
  return (
    <div className={classes.page}>
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>
      <h3>{texts.parked}</h3>
      {parked.isError && <PageProblemOf query={parked} />}
      {parked.isPending && <LoadingState label={commonTexts.loading} />}
      {parked.data && deliveries.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={28} />} title={texts.parkedNone}>
          {texts.parkedNoneHint}
        </EmptyState>
      )}
      {deliveries.length > 0 && (
        <div>
          <Table className={classes.table} verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{texts.received}</Table.Th>
                <Table.Th>{texts.transport}</Table.Th>
                <Table.Th>{texts.reason}</Table.Th>
                <Table.Th>{texts.tries}</Table.Th>
                <Table.Th>{texts.size}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {deliveries.map((delivery) => (
                <Table.Tr key={delivery.id}>
                  <Table.Td data-label={texts.received}>
                    <RelativeTime at={delivery.receivedAt} long />
                  </Table.Td>
                  <Table.Td data-label={texts.transport}>{delivery.transport.replaceAll('_', ' ')}</Table.Td>
                  <Table.Td data-label={texts.reason}>{delivery.reason}</Table.Td>
                  <Table.Td data-label={texts.tries}>{delivery.tries}</Table.Td>
                  <Table.Td data-label={texts.size}>{bytes.format(delivery.byteSize)}</Table.Td>
                  <Table.Td ta="end">
                    <Button
                      size="compact-xs"
                      variant="default"
                      loading={busyId === delivery.id}
                      onClick={() => void replay(delivery.id)}
                    >
                      {texts.replay}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {parked.hasNextPage && (
        <Button variant="default" onClick={() => void parked.fetchNextPage()}>
          {commonTexts.loadMore}
        </Button>
      )}
      <h3>{texts.unknown}</h3>
      <p className={classes.dim}>
        {unknown.data?.kinds.length === 0 ? texts.unknownNone : texts.unknownHint}
      </p>
      {unknown.isError && <PageProblemOf query={unknown} />}
      {unknown.data && unknown.data.kinds.length > 0 && (
        <Table maw={560} className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.kind}</Table.Th>
              <Table.Th>{texts.count}</Table.Th>
              <Table.Th>{texts.last}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {unknown.data.kinds.map((kind) => (
              <Table.Tr key={kind.kind}>
                <Table.Td data-label={texts.kind}>
                  <code>{kind.kind}</code>
                </Table.Td>
                <Table.Td data-label={texts.count}>{kind.count.toLocaleString()}</Table.Td>
                <Table.Td data-label={texts.last}>
                  <RelativeTime at={kind.lastAt} long />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}
