import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ControlPost } from '../../../contract/control/posts.ts';
import { createPost } from '../api/posts.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { useAct } from '../parts/use-act.ts';
import { postTexts as texts } from '../texts/posts.ts';
import { PostText } from './PostText.tsx';

/** A post, an answer to one, or one with one inside. */
export type Draft = { replyTo?: ControlPost; quote?: ControlPost };

/** Writes a post as anybody. */
export function WritePost({
  draft,
  actorId,
  onClose,
}: {
  draft: Draft;
  actorId: string | null;
  onClose: () => void;
}) {
  const [author, setAuthor] = useState(actorId);
  const [text, setText] = useState('');
  const post = useAct({
    run: (by: string) =>
      createPost({
        author: by,
        text,
        ...(draft.replyTo ? { replyTo: draft.replyTo.id } : {}),
        ...(draft.quote ? { quote: draft.quote.id } : {}),
      }),
    done: texts.posted,
    refresh: ['posts'],
    isSilent: true,
    after: onClose,
  });
  const other = draft.replyTo ?? draft.quote;
  const title = draft.replyTo ? texts.reply : draft.quote ? texts.quote : texts.new;
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (author !== null) post.mutate(author);
        }}
      >
        {other && (
          <blockquote className="quoted">
            <span className="dim">@{other.author}</span>
            <PostText post={other} />
          </blockquote>
        )}
        <PersonPicker label={texts.by} value={author} onChange={setAuthor} isRequired />
        <Textarea
          label={texts.text}
          description={texts.textHelp}
          autosize
          minRows={4}
          maxLength={25_000}
          dir="auto"
          data-autofocus={actorId !== null}
          required={!draft.quote}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <FormProblem error={post.error} />
        <div className="form-foot">
          <Button type="submit" loading={post.isPending} disabled={author === null}>
            {texts.write}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
