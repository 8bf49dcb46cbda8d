import { Alert, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { enterSession, sessionQuery } from '../../api/session.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { describeError } from '../../shell/tell.ts';
import { noticePageTexts as texts } from '../../texts/automatic.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { EntryFrame } from './EntryFrame.tsx';

/** The notice about monitoring, before anything else. */
export function NoticePage() {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const query = useQuery({
    queryKey: ['monitoring-notice'],
    queryFn: () => api.monitoring.mine(),
    staleTime: 0,
  });
  const goOn = async () => {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate({ to: '/' });
  };
  const accept = async (hash: string) => {
    setBusy(true);
    try {
      await api.monitoring.accept({ hash });
      await goOn();
    } catch (error) {
      setProblem(describeError(error));
      await query.refetch();
    } finally {
      setBusy(false);
    }
  };
  const signOut = async () => {
    await api.session.signOut();
    enterSession(await api.session.get());
    await navigate({ to: '/sign-in' });
  };
  if (query.isPending) return <LoadingState label={commonTexts.loading} />;
  if (query.isError) return <PageProblemOf query={query} />;
  const { notice } = query.data;
  return (
    <EntryFrame title={texts.title} lead={texts.lead}>
      <p style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }} dir="auto">
        {notice?.text}
      </p>
      {problem && (
        <Alert color="red" role="alert" mb="sm">
          {problem}
        </Alert>
      )}
      <Group gap="xs">
        <Button loading={busy} onClick={() => void (notice ? accept(notice.hash) : goOn())}>
          {texts.accept}
        </Button>
        <Button variant="default" onClick={() => void signOut()}>
          {texts.signOut}
        </Button>
      </Group>
    </EntryFrame>
  );
}
