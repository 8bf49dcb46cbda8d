import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { describeError } from '../../shell/tell.ts';
import { entryTexts } from '../../texts/entry.ts';
import { commonTexts, roleNames } from '../../texts/everywhere.ts';
import { EntryFrame } from './EntryFrame.tsx';
import { useEntryForm } from './use-entry-form.ts';

/** Where an invitation link leads: choose a name and a password, and be in. */
export function InvitationPage() {
  const { token } = useParams({ from: '/invitation/$token' });
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.invitations.show({ token }),
    retry: false,
  });
  const form = useEntryForm(async () => {
    const session = await api.invitations.accept({ token }, { name: name.trim(), password });
    // The session is entered first, so that the guard lets the new colleague in.
    setTimeout(() => void navigate({ to: '/' }), 0);
    return session;
  });
  if (invitation.isPending) return <LoadingState label={commonTexts.loading} />;
  if (invitation.isError) {
    return (
      <EntryFrame title={entryTexts.invitationBad} lead={describeError(invitation.error)}>
        <p>{entryTexts.invitationBadHint}</p>
        <Anchor href="/sign-in">{entryTexts.toSignIn}</Anchor>
      </EntryFrame>
    );
  }
  const { workspaceName, email, role } = invitation.data;
  return (
    <EntryFrame
      title={entryTexts.invitedTo(workspaceName)}
      lead={entryTexts.invitedLead(email, roleNames[role])}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.send();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={entryTexts.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            withAsterisk={false}
            maxLength={100}
            autoFocus
            autoComplete="name"
          />
          <PasswordInput
            label={entryTexts.password}
            description={entryTexts.passwordHint}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
            withAsterisk={false}
            minLength={10}
            maxLength={200}
            autoComplete="new-password"
          />
          {form.problem && (
            <Alert color="red" role="alert">
              {form.problem}
            </Alert>
          )}
          <Button type="submit" loading={form.busy}>
            {entryTexts.acceptDo}
          </Button>
        </Stack>
      </form>
    </EntryFrame>
  );
}
