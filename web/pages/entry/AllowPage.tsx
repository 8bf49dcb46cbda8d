import { Alert, Anchor, Button, Group, List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { useSession } from '../../api/session.ts';
import { describeError } from '../../shell/tell.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { oauthTexts as texts } from '../../texts/programs-oauth.ts';
import { EntryFrame } from './EntryFrame.tsx';
import { NoticePage } from './NoticePage.tsx';
import { SignInPage } from './SignInPage.tsx';

/** Asks an administrator whether a program may in. Whoever is signed out signs in here, and goes on. */
export function AllowPage() {
  const { state, noticeOpen, permissions } = useSession();
  if (state !== 'signed_in') return <SignInPage />;
  if (noticeOpen) return <NoticePage />;
  if (!permissions.includes('setup.manage')) {
    return (
      <EntryFrame title={texts.notYours} lead={texts.notYoursHint}>
        <ToDesk />
      </EntryFrame>
    );
  }
  return <Asking />;
}

function Asking() {
  const { request } = useSearch({ from: '/allow' });
  const asked = readRequest(request);
  const query = useQuery({
    queryKey: ['oauth-request', asked],
    queryFn: () => api.programClients.request(asked),
    retry: false,
    staleTime: 0,
  });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState<'allow' | 'deny' | 'going'>();
  const answer = async (allow: boolean) => {
    setBusy(allow ? 'allow' : 'deny');
    setProblem(undefined);
    try {
      const { redirectTo } = await api.programClients.answer({ ...asked, allow });
      setBusy('going');
      window.location.assign(redirectTo);
    } catch (error) {
      setProblem(describeError(error));
      setBusy(undefined);
    }
  };
  if (query.isPending) return <LoadingState label={commonTexts.loading} />;
  if (query.isError) {
    return (
      <EntryFrame title={texts.refusedTitle} lead={describeError(query.error)}>
        <p>{texts.refusedHint}</p>
        <ToDesk />
      </EntryFrame>
    );
  }
  const { name, workspaceName, redirectUri, isIn } = query.data;
  return (
    <EntryFrame title={texts.askTitle(name, workspaceName)}>
      <p>{texts.may}</p>
      <List spacing={4} size="sm">
        {texts.mayList.map((one) => (
          <List.Item key={one}>{one}</List.Item>
        ))}
      </List>
      <p>{texts.mayNot}</p>
      {isIn && <p>{texts.askAgain}</p>}
      <p>
        {texts.leadsTo} <strong dir="ltr">{new URL(redirectUri).host}</strong>.
      </p>
      {problem && (
        <Alert color="red" role="alert" mb="sm" title={texts.cannotAnswer}>
          {problem}
        </Alert>
      )}
      <Group gap="xs">
        <Button loading={busy === 'allow'} disabled={busy !== undefined} onClick={() => void answer(true)}>
          {texts.allow}
        </Button>
        <Button
          variant="default"
          loading={busy === 'deny'}
          disabled={busy !== undefined}
          onClick={() => void answer(false)}
        >
          {texts.deny}
        </Button>
      </Group>
      {busy === 'going' && <p role="status">{texts.going}</p>}
    </EntryFrame>
  );
}

/** What the program said, as `/oauth/authorize` hands it on: its query in one piece, so that nothing of it is read as a number. */
function readRequest(request: string | undefined) {
  const said = new URLSearchParams(decode(request?.replace(/^q\./, '') ?? ''));
  const redirectUri = said.get('redirect_uri');
  const state = said.get('state');
  return {
    clientId: said.get('client_id') || '-',
    responseType: said.get('response_type') || '-',
    ...(redirectUri === null ? {} : { redirectUri }),
    ...(state === null ? {} : { state }),
  };
}

function decode(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}

function ToDesk() {
  return (
    <Anchor component={Link} to="/" size="sm">
      {texts.toDesk}
    </Anchor>
  );
}
