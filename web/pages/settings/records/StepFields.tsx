import { NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MacroAction } from '../../../../contract/api/index.ts';
import { tagsQuery } from '../../../api/queries.ts';
import { quickRepliesQuery } from '../../../api/records.ts';
import { queuesQuery } from '../../../api/setup.ts';
import { macroTexts as texts } from '../../../texts/macros.ts';
import { recordTexts } from '../../../texts/records.ts';
import { NumberField } from '../../../forms/NumberField.tsx';

interface Props {
  action: MacroAction;
  problem: string | undefined;
  onChange: (action: MacroAction) => void;
}

const priorities = ['low', 'normal', 'high', 'urgent'] as const;

/** What a step needs beside its kind. */
export function StepFields({ action, problem, onChange }: Props) {
  switch (action.type) {
    case 'send_message':
    case 'insert_text':
    case 'add_note':
      return (
        <Textarea
          aria-label={texts.text}
          description={recordTexts.replies.placeholders}
          error={problem}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={10_000}
          dir="auto"
          value={action.text}
          onChange={(event) => onChange({ ...action, text: event.currentTarget.value })}
        />
      );
    case 'send_quick_reply':
    case 'insert_quick_reply':
      return (
        <ReplyField
          value={action.quickReplyId}
          problem={problem}
          onChange={(quickReplyId) => onChange({ ...action, quickReplyId })}
        />
      );
    case 'set_priority':
      return (
        <NativeSelect
          aria-label={texts.priority}
          value={action.priority}
          data={priorities.map((value) => ({ value, label: texts.priorities[value] }))}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ ...action, priority: priorities.find((each) => each === value) ?? 'normal' });
          }}
        />
      );
    case 'add_tags':
    case 'remove_tags':
      return (
        <TagsField value={action.tags} problem={problem} onChange={(tags) => onChange({ ...action, tags })} />
      );
    case 'set_dispositions':
      return (
        <TagsInput
          aria-label={texts.dispositions}
          description={texts.tagsHint}
          error={problem}
          maxTags={12}
          value={action.dispositions}
          onChange={(dispositions) => onChange({ ...action, dispositions })}
        />
      );
    case 'set_title':
      return (
        <TextInput
          aria-label={texts.itsTitle}
          error={problem}
          maxLength={200}
          dir="auto"
          value={action.title}
          onChange={(event) => onChange({ ...action, title: event.currentTarget.value })}
        />
      );
    case 'transfer_to_queue':
      return (
        <QueueField
          value={action.queueId}
          problem={problem}
          onChange={(queueId) => onChange({ ...action, queueId })}
        />
      );
    case 'snooze':
      return (
        <NumberField
          aria-label={texts.hours}
          description={texts.hours}
          error={problem}
          min={0}
          step={1}
          decimalScale={2}
          value={action.minutes / 60}
          onChange={(hours) => onChange({ ...action, minutes: Math.round(Number(hours) * 60) })}
        />
      );
    case 'assign_to_me':
    case 'put_aside':
    case 'close':
      return null;
  }
}

interface FieldProps<T> {
  value: T;
  problem: string | undefined;
  onChange: (value: T) => void;
}

function ReplyField({ value, problem, onChange }: FieldProps<string>) {
  const replies = useQuery(quickRepliesQuery).data?.quickReplies ?? [];
  return (
    <NativeSelect
      aria-label={texts.reply}
      error={problem}
      value={value}
      data={[
        { value: '', label: texts.choose },
        ...replies.map(({ id, slug, title }) => ({ value: id, label: `/${slug} ${title}` })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function QueueField({ value, problem, onChange }: FieldProps<string>) {
  const queues = useQuery(queuesQuery).data?.items ?? [];
  return (
    <NativeSelect
      aria-label={texts.queue}
      error={problem}
      value={value}
      data={[
        { value: '', label: texts.choose },
        ...queues.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function TagsField({ value, problem, onChange }: FieldProps<string[]>) {
  const known = useQuery(tagsQuery).data?.tags ?? [];
  return (
    <TagsInput
      aria-label={texts.tags}
      description={texts.tagsHint}
      error={problem}
      maxTags={20}
      data={known}
      value={value}
      onChange={onChange}
    />
  );
}
