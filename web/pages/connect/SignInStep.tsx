import { Alert, Button, Group, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconBrandX, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Handle, XApp } from '../../../contract/api/index.ts';
import { Face } from '../../shell/Face.tsx';
import { describeError } from '../../shell/tell.ts';
import { workStreamsQuery, xAppsQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { useXSignIn } from '../../api/x-sign-in.ts';
import { languageOptions } from '../../lib/languages.ts';
import { connectTexts } from '../../texts/connect.ts';
import settings from '../settings/settings.module.css';

/** "Sign in with X" for one handle after another. */
export function SignInStep({ app, handles, onNext }: { app: XApp; handles: Handle[]; onNext: () => void }) {
  const streams = useQuery(workStreamsQuery).data?.workStreams ?? [];
  const [name, setName] = useState('');
  const [workStreamId, setWorkStreamId] = useState('');
  const [language, setLanguage] = useState('en');
  const [authKind, setAuthKind] = useState<'oauth1' | 'oauth2'>('oauth1');
  const { signIn, result, start, openAgain, forget } = useXSignIn(app.id);
  const standard = streams.find((stream) => stream.isDefault) ?? streams[0];
  const chosenStream = workStreamId || standard?.id;
  const begin = (switchUser = false) =>
    void start({
      authKind,
      ...(name.trim() ? { handleName: name.trim() } : {}),
      ...(chosenStream ? { workStreamId: chosenStream } : {}),
      language,
      ...(switchUser ? { switchUser } : {}),
    });
  const done = result?.state === 'done';
  useEffect(() => {
    if (!done) return;
    void queryClient.invalidateQueries({ queryKey: ['handles'] });
    // The next handle has another name.
    void queryClient.invalidateQueries({ queryKey: xAppsQuery.queryKey }).then(() => setName(''));
  }, [done]);
  const waiting = signIn.state === 'waiting' && (!result || result.state === 'pending');
  return (
    <>
      {handles.map((handle) => (
        <div key={handle.id} className={settings.card}>
          <div className={settings.cardHead}>
            <Face name={handle.name} url={handle.account.avatarUrl} />
            <div>
              <strong dir="auto">{handle.name}</strong>
              <span className={settings.dim}>@{handle.account.username}</span>
            </div>
            <IconCheck size={20} color="var(--good)" aria-hidden />
          </div>
        </div>
      ))}
      {done && (
        <Alert
          color="green"
          icon={<IconCheck />}
          mb="md"
          role="status"
          title={connectTexts.signedInAs(`@${result.username ?? ''}`)}
        >
          {connectTexts.notMeant}{' '}
          <Button size="compact-xs" variant="default" onClick={() => begin(true)}>
            {connectTexts.switchUser}
          </Button>
        </Alert>
      )}
      {result?.state === 'failed' && (
        <Alert color="red" mb="md" role="alert" title={connectTexts.signInFailed}>
          <p style={{ margin: 0 }}>{result.failure?.message}</p>
          {result.failure?.remedy && (
            <p style={{ margin: '6px 0 0' }}>
              <strong>{connectTexts.remedy}:</strong> {result.failure.remedy}
            </p>
          )}
          {result.failure?.xAnswer && (
            <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: 12 }}>
              {result.failure.xAnswer}
            </pre>
          )}
          <Group gap="xs" mt={8}>
            {result.failure?.accountId && (
              <Button
                component={Link}
                to={`/settings/x#account-${result.failure.accountId}`}
                size="compact-xs"
                variant="default"
              >
                {connectTexts.toConnected(result.username ?? '')}
              </Button>
            )}
            <Button size="compact-xs" variant="default" onClick={() => begin(true)}>
              {connectTexts.switchUser}
            </Button>
          </Group>
        </Alert>
      )}
      {signIn.state === 'refused' && (
        <Alert color="red" mb="md" role="alert" title={connectTexts.cannotStart}>
          {describeError(signIn.error)}
        </Alert>
      )}
      <p className={settings.lead}>{connectTexts.signInLead}</p>
      <Stack gap="sm" maw={480}>
        <TextInput
          label={connectTexts.handleName}
          description={connectTexts.handleNameHint}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={connectTexts.workStream}
          required
          withAsterisk={false}
          value={chosenStream ?? ''}
          data={streams.map((stream) => ({ value: stream.id, label: stream.name }))}
          onChange={(event) => setWorkStreamId(event.currentTarget.value)}
        />
        <NativeSelect
          label={connectTexts.language}
          value={language}
          data={languageOptions()}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
        {app.clientId && (
          <SegmentedControl
            aria-label={connectTexts.authKind}
            value={authKind}
            onChange={setAuthKind}
            data={[
              { value: 'oauth1' as const, label: connectTexts.authKinds.oauth1 },
              { value: 'oauth2' as const, label: connectTexts.authKinds.oauth2 },
            ]}
          />
        )}
        {signIn.state === 'waiting' && waiting && (
          <Alert color={signIn.blocked || signIn.closed ? 'yellow' : 'accent'} role="status">
            {signIn.blocked
              ? connectTexts.popUpBlocked
              : signIn.closed
                ? connectTexts.popUpClosed
                : connectTexts.waiting}{' '}
            {(signIn.blocked || signIn.closed) && (
              <Button size="compact-xs" variant="default" onClick={openAgain}>
                {connectTexts.popUpOpen}
              </Button>
            )}
          </Alert>
        )}
        <Group>
          <Button
            leftSection={<IconBrandX size={16} />}
            color="dark"
            loading={waiting && signIn.state === 'waiting' && !signIn.blocked && !signIn.closed}
            disabled={!chosenStream}
            onClick={() => {
              forget();
              begin();
            }}
          >
            {handles.length === 0 ? connectTexts.signInDo : connectTexts.signInAgain}
          </Button>
          {handles.length > 0 && <Button onClick={onNext}>{connectTexts.toChecks}</Button>}
        </Group>
      </Stack>
    </>
  );
}
