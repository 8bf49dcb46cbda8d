import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { QuickReply, SharedScope } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { useMe } from '../../../api/session.ts';
import { recordTexts } from '../../../texts/records.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';

const texts = recordTexts.replies;

interface Props {
  reply: QuickReply | undefined;
  onSaved: () => void;
  onClose: () => void;
}

/** One quick reply with its message in each language. */
export function QuickReplyForm({ reply, onSaved, onClose }: Props) {
  const me = useMe();
  const scopes: SharedScope[] = me.role === 'agent' ? ['personal'] : ['personal', 'all'];
  if (reply && !scopes.includes(reply.scope)) scopes.push(reply.scope);
  const form = useEditForm({
    initial: {
      slug: reply?.slug ?? '',
      title: reply?.title ?? '',
      tags: reply?.tags.join(' ') ?? '',
      scope: reply?.scope ?? ('personal' as SharedScope),
      messages: reply?.messages ?? [{ language: 'en', text: '' }],
    },
    save: ({ tags, slug, title, scope, messages }) => {
      const body = { slug, title, scope, messages, tags: tags.split(/[\s#]+/).filter(Boolean) };
      return reply ? api.quickReplies.update({ id: reply.id }, body) : api.quickReplies.create(body);
    },
  });
  const { values, set } = form;
  const setMessage = (index: number, part: Partial<(typeof values.messages)[number]>) =>
    set({ messages: values.messages.map((each, at) => (at === index ? { ...each, ...part } : each)) });
  return (
    <EditDrawer title={reply?.title ?? texts.add} form={form} onSaved={onSaved} onClose={onClose}>
      <TextInput label={texts.name} required maxLength={100} {...form.text('title')} />
      <TextInput
        label={texts.slug}
        description={texts.slugHint}
        required
        maxLength={40}
        {...form.text('slug')}
      />
      <TextInput label={texts.tags} description={texts.tagsHint} {...form.text('tags')} />
      <NativeSelect
        label={texts.scope}
        value={values.scope}
        data={scopes.map((value) => ({ value, label: texts.scopes[value] }))}
        // The options are the scopes' own words.
        onChange={(event) => set({ scope: event.currentTarget.value as SharedScope })}
      />
      {values.messages.map((message, index) => (
        // Messages have no identity but their place.
        <div key={index}>
          <TextInput
            label={texts.language}
            value={message.language}
            maxLength={35}
            onChange={(event) => setMessage(index, { language: event.currentTarget.value })}
          />
          <Textarea
            label={texts.message(message.language)}
            description={texts.placeholders}
            autosize
            minRows={4}
            dir="auto"
            value={message.text}
            onChange={(event) => setMessage(index, { text: event.currentTarget.value })}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        onClick={() => set({ messages: [...values.messages, { language: '', text: '' }] })}
      >
        {texts.addLanguage}
      </Button>
    </EditDrawer>
  );
}
