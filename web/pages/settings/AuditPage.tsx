import { Alert, Button, Table } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../client/index.ts';
import { EmptyState, formatDayAndTime, formatExact, LoadingState } from '../../../ui/index.ts';
import { useMembers } from '../../lib/members.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import { settingsTexts } from '../../texts/settings.ts';
import classes from './settings.module.css';

const texts = settingsTexts.audit;

/** `x_app.created` as words. */
const wordAction = (action: string): string => action.replaceAll(/[._]/g, ' ');

/** Who did what, newest first. */
export function AuditPage() {
  const { members, nameOf } = useMembers();
  const query = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) =>
      api.audit.list({ limit: 50, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const intact = query.data?.pages.every((page) => page.intact) ?? true;
  const who = (id: string | null, kind: string) =>
    id && members.some((member) => member.id === id)
      ? nameOf(id)
      : kind === 'system' || !id
        ? texts.system
        : `${wordAction(kind)} ${id.slice(-6)}`;
  return (
    <div className={classes.page}>
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data && (
        <Alert
          mb="md"
          color={intact ? 'green' : 'red'}
          icon={intact ? <IconShieldCheck /> : <IconShieldX />}
          role={intact ? 'status' : 'alert'}
        >
          {intact ? texts.intact : texts.broken}
        </Alert>
      )}
      {query.data && entries.length === 0 && <EmptyState title={texts.none} />}
      {entries.length > 0 && (
        <div>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{texts.at}</Table.Th>
                <Table.Th>{texts.who}</Table.Th>
                <Table.Th>{texts.what}</Table.Th>
                <Table.Th>{texts.subject}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <Table.Tr key={entry.seq}>
                  <Table.Td data-label={texts.at} title={formatExact(entry.at)}>
                    {formatDayAndTime(entry.at)}
                  </Table.Td>
                  <Table.Td data-label={texts.who} dir="auto">
                    {who(entry.actorId, entry.actorKind)}
                  </Table.Td>
                  <Table.Td data-label={texts.what}>{wordAction(entry.action)}</Table.Td>
                  <Table.Td data-label={texts.subject} title={entry.subjectId ?? undefined}>
                    {entry.subjectKind && (
                      <span>
                        {wordAction(entry.subjectKind)}{' '}
                        <span className={classes.dim}>
                          {entry.subjectId &&
                            (members.some((member) => member.id === entry.subjectId)
                              ? nameOf(entry.subjectId)
                              : `…${entry.subjectId.slice(-6)}`)}
                        </span>
                      </span>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {query.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {commonTexts.loadMore}
        </Button>
      )}
    </div>
  );
}
