import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/messages.ts';
import { texts } from '../texts/messages.ts';

interface Props {
  onClose: () => void;
  onCreated: (id: string) => void;
}

const suggest = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_]/g, '')
    .slice(0, 15);

/** Makes a person up. */
export default function NewPerson({ onClose, onCreated }: Props) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [username, setUsername] = useState<string | null>(null);
  const create = useMutation({
    mutationFn: api.createUser,
    onSuccess: async (user) => {
      await queries.invalidateQueries({ queryKey: ['users'] });
      setName('');
      setUsername(null);
      onCreated(user.id);
      onClose();
    },
  });
  const wanted = username ?? suggest(name);
  return (
    <Modal opened onClose={onClose} title={texts.newPerson} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name: name.trim(), username: wanted });
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={texts.name}
            data-autofocus
            required
            maxLength={50}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={texts.username}
            required
            leftSection="@"
            maxLength={15}
            pattern="[A-Za-z0-9_]{1,15}"
            value={wanted}
            error={create.error?.message}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.cancel}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {texts.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
