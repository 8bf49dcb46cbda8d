import {
  Alert,
  Button,
  Collapse,
  NativeSelect,
  PasswordInput,
  Stack,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { Transport, XApp } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { checkXApp, type XAppValues } from '../lib/check-x-app.ts';
import { describeError } from '../shell/tell.ts';
import { connectTexts, transportNames } from '../texts/connect.ts';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The record of a developer app at X. Secrets are written, never read back. */
export function XAppForm({ app, onSaved }: { app: XApp | undefined; onSaved: (app: XApp) => void }) {
  const [values, setValues] = useState<XAppValues>({
    name: app?.name ?? '',
    consumerKey: app?.consumerKey ?? '',
    consumerSecret: '',
    clientId: app?.clientId ?? '',
    clientSecret: '',
    environmentName: app?.environmentName ?? '',
  });
  const [transport, setTransport] = useState<string>(app?.transportWanted ?? '');
  const [more, setMore] = useState(Boolean(app?.clientId ?? app?.environmentName));
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const problems = checkXApp(values, app !== undefined);
  const field = (key: keyof XAppValues) => {
    const found = problems[key];
    return {
      label: connectTexts[key],
      value: values[key],
      error: tried && found ? connectTexts.problems[found] : undefined,
      autoComplete: 'off',
      spellCheck: false,
      onChange: (event: { currentTarget: { value: string } }) => {
        const { value } = event.currentTarget;
        setValues((now) => ({ ...now, [key]: value }));
      },
    };
  };
  const save = async () => {
    setTried(true);
    if (Object.keys(problems).length > 0) {
      if (problems.clientId ?? problems.clientSecret ?? problems.environmentName) setMore(true);
      return;
    }
    setBusy(true);
    setProblem(undefined);
    const shared = {
      name: values.name.trim(),
      clientId: orNull(values.clientId),
      ...(values.clientSecret ? { clientSecret: values.clientSecret.trim() } : {}),
      environmentName: orNull(values.environmentName),
      // The options are the transports' own words.
      transportWanted: (transport || null) as Transport | null,
    };
    try {
      onSaved(
        app
          ? await api.xApps.update(
              { id: app.id },
              {
                ...shared,
                ...(values.consumerSecret ? { consumerSecret: values.consumerSecret.trim() } : {}),
              },
            )
          : await api.xApps.create({
              ...shared,
              network: 'x',
              consumerKey: values.consumerKey.trim(),
              consumerSecret: values.consumerSecret.trim(),
            }),
      );
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="sm" maw={480}>
        <TextInput {...field('name')} description={connectTexts.nameHint} maxLength={100} autoFocus />
        <TextInput {...field('consumerKey')} disabled={app !== undefined} dir="ltr" />
        <PasswordInput
          {...field('consumerSecret')}
          description={app?.hasConsumerSecret ? connectTexts.secretKept : undefined}
          autoComplete="new-password"
          dir="ltr"
        />
        <UnstyledButton onClick={() => setMore(!more)} aria-expanded={more} c="var(--accent-text)" fz="sm">
          <IconChevronDown
            size={14}
            style={{ rotate: more ? '180deg' : undefined, verticalAlign: -2 }}
            aria-hidden
          />{' '}
          {connectTexts.advanced}
        </UnstyledButton>
        <Collapse expanded={more} transitionDuration={80}>
          <Stack gap="sm">
            <TextInput {...field('clientId')} description={connectTexts.oauth2Hint} dir="ltr" />
            <PasswordInput
              {...field('clientSecret')}
              description={app?.hasClientSecret ? connectTexts.secretKept : undefined}
              autoComplete="new-password"
              dir="ltr"
            />
            <TextInput {...field('environmentName')} description={connectTexts.environmentHint} dir="ltr" />
            <NativeSelect
              label={connectTexts.transportWanted}
              value={transport}
              onChange={(event) => setTransport(event.currentTarget.value)}
              data={[
                { value: '', label: connectTexts.transportAuto },
                ...Object.entries(transportNames)
                  .filter(([value]) => value !== 'none')
                  .map(([value, label]) => ({ value, label })),
              ]}
            />
          </Stack>
        </Collapse>
        {problem && (
          <Alert color="red" title={connectTexts.cannotSaveApp} role="alert">
            {problem}
          </Alert>
        )}
        <Button type="submit" loading={busy} style={{ alignSelf: 'flex-start' }}>
          {connectTexts.saveApp}
        </Button>
      </Stack>
    </form>
  );
}
