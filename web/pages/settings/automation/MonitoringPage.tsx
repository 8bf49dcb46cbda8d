import { Badge, Button, Group, Stack, Table, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../client/index.ts';
import { LoadingState, RelativeTime } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { sessionQuery } from '../../../api/session.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { tellDone } from '../../../shell/tell.ts';
import { noticePageTexts as texts } from '../../../texts/automatic.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { LeaveGuard, useEditForm } from '../parts/index.ts';
import settings from '../settings.module.css';
import classes from './automation.module.css';

const KEY = ['setup', 'monitoring_notice'] as const;

/** What everybody who works here is told about being monitored, and who accepted it. */
export function MonitoringPage() {
  const query = useQuery({ queryKey: KEY, queryFn: () => api.monitoring.mine() });
  return (
    <div className={settings.page}>
      <h2>{texts.settingsTitle}</h2>
      <p className={settings.lead}>{texts.settingsLead}</p>
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.data && <NoticeForm initial={query.data.notice?.text ?? ''} />}
      <Acceptances />
    </div>
  );
}

function NoticeForm({ initial }: { initial: string }) {
  const form = useEditForm({
    initial: { text: initial },
    save: async ({ text }) => {
      await api.monitoring.save({ text });
      tellDone(texts.saved);
      await queryClient.invalidateQueries({ queryKey: KEY });
      // Whoever writes it is asked as well.
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <LeaveGuard dirty={form.dirty && !form.busy} />
      <Stack gap="sm">
        <Textarea label={texts.text} autosize minRows={5} maxLength={20_000} {...form.text('text')} />
        {form.problem && (
          <p className={classes.wrong} role="alert">
            {form.problem}
          </p>
        )}
        <Group gap="xs">
          <Button type="submit" loading={form.busy} disabled={!form.dirty}>
            {texts.save}
          </Button>
          {form.values.text === '' && (
            <Button variant="default" onClick={() => form.set({ text: texts.example })}>
              {texts.useExample}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function Acceptances() {
  const query = useQuery({
    queryKey: [...KEY, 'acceptances'],
    queryFn: () => api.monitoring.acceptances(),
  });
  const list = query.data?.acceptances;
  return (
    <section style={{ marginTop: 32 }}>
      <h3>{texts.acceptances}</h3>
      {query.isError && <PageProblemOf query={query} />}
      {list?.length === 0 && <p className={classes.dim}>{texts.none}</p>}
      {list && list.length > 0 && (
        <Table verticalSpacing="xs" className={settings.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.who}</Table.Th>
              <Table.Th>{texts.when}</Table.Th>
              <Table.Th>{texts.wording}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.map((one) => (
              <Table.Tr key={`${one.memberId} ${one.at}`}>
                <Table.Td dir="auto">{one.name}</Table.Td>
                <Table.Td>
                  <RelativeTime at={one.at} long />
                </Table.Td>
                <Table.Td>
                  <details>
                    <summary>
                      <Badge size="sm" variant="light" color={one.current ? 'green' : 'gray'}>
                        {one.current ? texts.current : texts.earlier}
                      </Badge>
                    </summary>
                    <p className={classes.text}>{one.text}</p>
                  </details>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
