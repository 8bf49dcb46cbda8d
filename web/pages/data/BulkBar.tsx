import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { refreshSetup } from '../../api/setup.ts';
import type { DatasetEntry } from '../../lib/dataset-list.ts';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { listTexts as texts } from '../../texts/dataset-list.ts';
import { commonTexts } from '../../texts/everywhere.ts';

const MOST_TAGS = 20;

/** What is done with several DataSets at once. */
export function BulkBar({ entries, onDone }: { entries: readonly DatasetEntry[]; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<'tag' | 'remove'>();
  const runnable = entries.filter(({ report }) => report !== undefined);
  /** One after the other; those that are refused are named, with the first reason. */
  const each = async (
    over: readonly DatasetEntry[],
    act: (entry: DatasetEntry) => Promise<unknown>,
    done: (count: number) => string,
  ) => {
    setBusy(true);
    const refused: string[] = [];
    let reason: unknown;
    for (const entry of over) {
      try {
        await act(entry);
      } catch (error) {
        reason ??= error;
        refused.push(entry.name);
      }
    }
    if (refused.length < over.length) tellDone(done(over.length - refused.length));
    if (refused.length > 0) tellProblem(texts.someFailed(refused), reason);
    await refreshSetup();
    setBusy(false);
    setAsking(undefined);
    onDone();
  };
  const addTag = (tag: string) =>
    each(
      entries,
      async ({ id }) => {
        const { tags } = await api.datasets.get({ datasetId: id });
        const all = [...new Set([...tags, tag])].slice(0, MOST_TAGS + 1);
        return api.datasets.change({ datasetId: id }, { tags: all });
      },
      (count) => texts.tagged(count, tag),
    );
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        disabled={runnable.length === 0}
        title={runnable.length === 0 ? texts.noneRuns : undefined}
        onClick={() =>
          void each(runnable, ({ report }) => api.reports.run({ id: report?.id ?? '' }), texts.started)
        }
      >
        {texts.runNow}
      </Button>
      <Button size="compact-sm" variant="default" disabled={busy} onClick={() => setAsking('tag')}>
        {texts.tag}
      </Button>
      <Button
        size="compact-sm"
        variant="light"
        color="red"
        disabled={busy}
        onClick={() => setAsking('remove')}
      >
        {texts.remove}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" disabled={busy} onClick={onDone}>
        {texts.none}
      </Button>
      {asking === 'tag' && (
        <TagQuestion busy={busy} onTag={(tag) => void addTag(tag)} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'remove' && (
        <RemoveQuestion
          entries={entries}
          busy={busy}
          onRemove={() =>
            void each(entries, ({ id }) => api.datasets.remove({ datasetId: id }), texts.removed)
          }
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

function TagQuestion(props: { busy: boolean; onTag: (tag: string) => void; onClose: () => void }) {
  const [tag, setTag] = useState('');
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={texts.tag}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.onTag(tag.trim());
        }}
      >
        <TextInput
          label={texts.tagName}
          description={texts.tagHint}
          data-autofocus
          maxLength={40}
          value={tag}
          onChange={(event) => setTag(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {commonTexts.cancel}
          </Button>
          <Button type="submit" loading={props.busy} disabled={tag.trim() === ''}>
            {texts.tag}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function RemoveQuestion(props: {
  entries: readonly DatasetEntry[];
  busy: boolean;
  onRemove: () => void;
  onClose: () => void;
}) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={texts.removeTitle(props.entries.length)}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <Text size="sm">{texts.removeHint}</Text>
      <ul>
        {props.entries.map(({ id, name }) => (
          <li key={id} dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </li>
        ))}
      </ul>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {commonTexts.cancel}
        </Button>
        <Button color="red" loading={props.busy} onClick={props.onRemove}>
          {texts.remove}
        </Button>
      </Group>
    </Modal>
  );
}
