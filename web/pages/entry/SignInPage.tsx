import {
  Alert,
  Anchor,
  Button,
  Divider,
  PasswordInput,
  Stack,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { useSession } from '../../api/session.ts';
import { Face } from '../../shell/Face.tsx';
import { entryTexts } from '../../texts/entry.ts';
import { roleNames } from '../../texts/everywhere.ts';
import { EntryFrame } from './EntryFrame.tsx';
import classes from './entry.module.css';
import { useEntryForm } from './use-entry-form.ts';

/** Sign-in; in a demo workspace with its people to click on. */
export function SignInPage() {
  const { demo } = useSession();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const form = useEntryForm(() => api.session.signIn({ email, password }));
  return (
    <EntryFrame
      title={demo ? entryTexts.demoTitle : entryTexts.signInTitle}
      lead={demo ? entryTexts.demoLead : undefined}
    >
      {demo && (
        <>
          <div className={classes.people}>
            {demo.people.map((person) => (
              <UnstyledButton
                key={person.memberId}
                className={classes.person}
                disabled={form.busy}
                onClick={() => void form.send(() => api.session.demoSignIn({ memberId: person.memberId }))}
              >
                <Face name={person.name} />
                <span>
                  <strong>{person.name}</strong>
                  <small>{roleNames[person.role]}</small>
                </span>
                <IconArrowRight size={18} aria-hidden />
              </UnstyledButton>
            ))}
          </div>
          <Anchor href={demo.localXUrl} target="_blank" rel="noopener" size="sm">
            {entryTexts.demoLocalX}
          </Anchor>
          <Divider label={entryTexts.demoOr} my="md" />
        </>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.send();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={entryTexts.email}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            required
            withAsterisk={false}
            autoFocus={!demo}
            autoComplete="username"
          />
          <PasswordInput
            label={entryTexts.password}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
            withAsterisk={false}
            autoComplete="current-password"
          />
          {form.problem && (
            <Alert color="red" title={entryTexts.signInFailed} role="alert">
              {form.problem}
            </Alert>
          )}
          <Button type="submit" loading={form.busy} variant={demo ? 'default' : 'filled'}>
            {entryTexts.signInDo}
          </Button>
        </Stack>
      </form>
    </EntryFrame>
  );
}
