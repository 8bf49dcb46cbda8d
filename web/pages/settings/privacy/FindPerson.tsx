import { Button, Checkbox, Group, Modal, Table, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { HeldPerson } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { describeError, tellDone, tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { privacyTexts as texts } from '../../../texts/privacy.ts';
import classes from '../settings.module.css';

/** Finds a person and shows what is held of them, before anything is done. */
export function FindPerson() {
  const queries = useQueryClient();
  // Who was come from: a contact's page leads here.
  const { who: given = '' } = useSearch({ from: '/frame/settings/privacy' });
  const [who, setWho] = useState(given);
  const [asked, setAsked] = useState(given.trim());
  const [withContact, setWithContact] = useState(false);
  const [erasing, setErasing] = useState(false);
  const query = useQuery({
    queryKey: ['privacy-person', asked],
    queryFn: () => api.privacy.find({ who: asked }),
    enabled: asked !== '',
    gcTime: 0,
    retry: false,
    // Each look stands in the audit log: only a person makes one.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const held = asked === '' ? undefined : query.data;
  const problem = asked !== '' && query.isError ? describeError(query.error) : undefined;
  const find = () => (who.trim() === asked ? void query.refetch() : setAsked(who.trim()));
  const ask = async (person: HeldPerson, kind: 'erase' | 'export', confirm?: string) => {
    const { customerId } = person;
    await api.privacy.request({ customerId, kind, includeContact: withContact, ...(confirm && { confirm }) });
    tellDone(texts.asked);
    setAsked('');
    setErasing(false);
    await queries.invalidateQueries({ queryKey: ['privacy-requests'] });
  };
  return (
    <section aria-label={texts.find}>
      <h3>{texts.find}</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (who.trim()) find();
        }}
      >
        <Group align="flex-end" gap="xs">
          <TextInput
            label={texts.who}
            value={who}
            error={problem}
            maxLength={60}
            onChange={(event) => setWho(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {texts.look}
          </Button>
        </Group>
      </form>
      {held && (
        <div role="status">
          <h3 dir="auto">{texts.held(held.name ?? held.confirm)}</h3>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{texts.table}</Table.Th>
                <Table.Th>{texts.count}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {held.counts.map(({ table, count }) => (
                <Table.Tr key={table}>
                  <Table.Td data-label={texts.table}>{table.replaceAll('_', ' ')}</Table.Td>
                  <Table.Td data-label={texts.count}>{count}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="sm" mt="xs">
            {texts.files(held.files)}
          </Text>
          {held.contact && (
            <Checkbox
              mt="sm"
              label={texts.contact(held.contact.name)}
              checked={withContact}
              onChange={(event) => setWithContact(event.currentTarget.checked)}
            />
          )}
          <Group mt="md" gap="xs">
            <Button
              variant="default"
              onClick={() =>
                void ask(held, 'export').catch((error: unknown) => tellProblem(texts.cannot, error))
              }
            >
              {texts.export}
            </Button>
            <Button color="red" variant="light" onClick={() => setErasing(true)}>
              {texts.erase}
            </Button>
          </Group>
        </div>
      )}
      {held && erasing && (
        <EraseQuestion
          wanted={held.confirm}
          onErase={(typed) => ask(held, 'erase', typed)}
          onClose={() => setErasing(false)}
        />
      )}
    </section>
  );
}

interface QuestionProps {
  wanted: string;
  onErase: (typed: string) => Promise<void>;
  onClose: () => void;
}

/** Asks by having the name typed: nothing of this can be undone. */
function EraseQuestion({ wanted, onErase, onClose }: QuestionProps) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    try {
      await onErase(typed);
    } catch (error) {
      setProblem(describeError(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.eraseTitle(wanted)}
      centered
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === wanted) void act();
        }}
      >
        <Text size="sm">{texts.eraseHint}</Text>
        <TextInput
          mt="md"
          label={texts.type(wanted)}
          value={typed}
          error={problem}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            {commonTexts.cancel}
          </Button>
          <Button type="submit" color="red" loading={busy} disabled={typed.trim() !== wanted}>
            {texts.eraseDo}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
