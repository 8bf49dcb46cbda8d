import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { composerTexts } from '../../../texts/composer.ts';
import type { Unsent } from './AnswerPreview.tsx';
import classes from './composer.module.css';

const AnswerPreview = lazy(() => import('./AnswerPreview.tsx'));

const most = 20;
/** What is longer is not sent. */
const LONGEST = 10_000;

/** Answers that the customer can choose from, and how they will look. */
export function QuickReplies({
  answer,
  options,
  onChange,
}: {
  answer: Unsent;
  options: string[];
  onChange: (options: string[] | undefined) => void;
}) {
  const set = (index: number, label: string) =>
    onChange(options.map((each, at) => (at === index ? label : each)));
  const remove = (index: number) => {
    const rest = options.filter((_, at) => at !== index);
    onChange(rest.length === 0 ? undefined : rest);
  };
  const choices = options.map((option) => option.trim()).filter(Boolean);
  const isSaid = answer.text.trim() !== '' || answer.hasFile;
  const isReady = choices.length > 0 && isSaid && answer.text.length <= LONGEST;
  const hint = <p>{composerTexts.quickRepliesHint}</p>;
  return (
    <fieldset className={classes.quick}>
      <legend>{composerTexts.quickReplies}</legend>
      {options.map((option, index) => (
        <TextInput
          // Options have no identity but their place.
          key={index}
          size="xs"
          radius="xl"
          maxLength={36}
          autoFocus={index === options.length - 1}
          value={option}
          dir="auto"
          placeholder={composerTexts.optionPlaceholder}
          aria-label={`${composerTexts.addOption} ${index + 1}`}
          onChange={(event) => set(index, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (
              event.key !== 'Enter' ||
              event.ctrlKey ||
              event.metaKey ||
              option.trim() === '' ||
              options.length >= most
            )
              return;
            event.preventDefault();
            onChange([...options, '']);
          }}
          rightSection={
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              onClick={() => remove(index)}
              aria-label={composerTexts.removeOption(option)}
            >
              <IconX size={12} />
            </ActionIcon>
          }
        />
      ))}
      {options.length < most && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          onClick={() => onChange([...options, ''])}
        >
          {composerTexts.addOption}
        </Button>
      )}
      {isReady ? (
        <Suspense fallback={hint}>
          <AnswerPreview {...answer} choices={choices} />
        </Suspense>
      ) : (
        hint
      )}
    </fieldset>
  );
}
