import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ActivityActInput } from '../../../contract/control/activity.ts';
import { letHappen } from '../api/activity.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { useAct } from '../parts/use-act.ts';
import { happeningTexts as texts } from '../texts/happenings.ts';

type Kind = keyof typeof texts.kinds;
// The keys of the catalogue are the kinds.
const kinds = Object.keys(texts.kinds) as Kind[];

interface Form {
  eventType: Kind;
  name: string;
  summary: string;
  topics: string;
  user: string | null;
  author: string | null;
  text: string;
  broadcastId: string;
}

/** What the form says, without the fields that were left empty. */
function actOf({
  eventType,
  name,
  summary,
  topics,
  user,
  author,
  text,
  broadcastId,
}: Form): ActivityActInput {
  const named = topics
    .split(',')
    .map((topic) => topic.trim())
    .filter((topic) => topic !== '');
  if (eventType === 'news.new')
    return {
      eventType,
      name,
      ...(summary === '' ? {} : { summary }),
      ...(named.length === 0 ? {} : { topics: named }),
    };
  const stage = { user: user ?? '', ...(broadcastId === '' ? {} : { broadcastId }) };
  return eventType === 'broadcast.chat'
    ? { eventType, ...stage, author: author ?? '', text }
    : { eventType, ...stage };
}

/** News, Spaces and broadcasts, which nobody here can begin by a click on the page of X. */
export function Happenings({ onDone }: { onDone: () => void }) {
  const [form, setForm] = useState<Form>({
    eventType: 'news.new',
    name: '',
    summary: '',
    topics: '',
    user: null,
    author: null,
    text: '',
    broadcastId: '',
  });
  const set = (changes: Partial<Form>) => setForm({ ...form, ...changes });
  const { eventType } = form;
  const isNews = eventType === 'news.new';
  const isSaid = eventType === 'broadcast.chat';
  const act = useAct({
    run: () => letHappen(actOf(form)),
    done: texts.done(texts.kinds[eventType]),
    refresh: ['deliveries'],
    isSilent: true,
    after: onDone,
  });
  const isWhole = isNews || (form.user !== null && (!isSaid || form.author !== null));
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate();
      }}
    >
      <p className="dim">{texts.lead}</p>
      <NativeSelect
        label={texts.what}
        data={kinds.map((value) => ({ value, label: texts.kinds[value] }))}
        value={eventType}
        // The options are the kinds.
        onChange={({ currentTarget }) => set({ eventType: currentTarget.value as Kind })}
      />
      {isNews ? (
        <>
          <TextInput
            label={texts.headline}
            required
            maxLength={300}
            value={form.name}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          />
          <Textarea
            label={texts.summary}
            autosize
            minRows={2}
            maxLength={4000}
            value={form.summary}
            onChange={({ currentTarget }) => set({ summary: currentTarget.value })}
          />
          <TextInput
            label={texts.topics}
            description={texts.topicsHelp}
            value={form.topics}
            onChange={({ currentTarget }) => set({ topics: currentTarget.value })}
          />
        </>
      ) : (
        <>
          <PersonPicker label={texts.host} value={form.user} onChange={(user) => set({ user })} isRequired />
          {isSaid && (
            <>
              <PersonPicker
                label={texts.author}
                value={form.author}
                onChange={(author) => set({ author })}
                isRequired
              />
              <TextInput
                label={texts.text}
                required
                maxLength={1000}
                value={form.text}
                onChange={({ currentTarget }) => set({ text: currentTarget.value })}
              />
            </>
          )}
          <TextInput
            label={texts.broadcastId}
            description={texts.broadcastIdHelp}
            pattern="[A-Za-z0-9]{1,13}"
            value={form.broadcastId}
            onChange={({ currentTarget }) => set({ broadcastId: currentTarget.value })}
          />
        </>
      )}
      <FormProblem error={act.error} />
      <div className="form-foot">
        <Button type="submit" loading={act.isPending} disabled={!isWhole}>
          {texts.send}
        </Button>
      </div>
    </form>
  );
}
