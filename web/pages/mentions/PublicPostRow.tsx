import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PublicPost } from '../../../contract/api/index.ts';
import { api, ApiError } from '../../../client/index.ts';
import { RelativeTime } from '../../../ui/index.ts';
import { useMay } from '../../api/session.ts';
import { queryClient } from '../../api/query-client.ts';
import { fillWording, keepWording, lastWording, wordingOf } from '../../lib/public-answer.ts';
import { Face } from '../../shell/Face.tsx';
import { tellProblem } from '../../shell/tell.ts';
import { offerUndo } from '../../shell/undo.ts';
import { publicPostTexts as texts } from '../../texts/public-posts.ts';
import { AnswerEditor } from './AnswerEditor.tsx';
import { AnswerState } from './AnswerState.tsx';
import classes from './mentions.module.css';

const refresh = () => queryClient.invalidateQueries({ queryKey: ['public-posts'] });
const AGAIN_AFTER_MS = 500;
const MOST_TRIES = 20;

/** While X is being told of an answer it cannot be taken back, a moment later it can. */
async function takeBackSoon(id: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await api.publicPosts.takeBack({ id });
      return;
    } catch (error) {
      const isOnItsWay = error instanceof ApiError && error.code === 'public_answer_on_its_way';
      if (!isOnItsWay || tries === MOST_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    }
  }
}

/** One post, and what can be done about it. */
export function PublicPostRow({ post }: { post: PublicPost }) {
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const { author, handle } = post;
  const who = author.name ?? (author.username ? `@${author.username}` : author.xUserId);

  const act = async (problem: string, work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      return true;
    } catch (error) {
      tellProblem(problem, error);
      return false;
    } finally {
      setBusy(false);
      await refresh();
    }
  };
  const takeBack = async () => {
    await takeBackSoon(post.id);
    await refresh();
  };
  const send = async (text: string) => {
    const done = await act(texts.cannotSend, () => api.publicPosts.answer({ id: post.id }, { text }));
    if (!done) return;
    const wording = handle.xUserId === null ? undefined : wordingOf(text, handle.xUserId);
    if (wording !== undefined) keepWording(handle.id, wording);
    setEditing(false);
    offerUndo(texts.sent(who), takeBack);
  };
  const dismiss = async () => {
    if (!(await act(texts.cannotDismiss, () => api.publicPosts.dismiss({ id: post.id })))) return;
    offerUndo(texts.dismissed(who), async () => {
      await api.publicPosts.reopen({ id: post.id });
      await refresh();
    });
  };
  const standard =
    handle.xUserId === null
      ? undefined
      : fillWording(lastWording(handle.id) ?? texts.standard, handle.xUserId);

  return (
    <li className={classes.post} aria-label={who}>
      <Face name={who} url={author.avatarUrl} />
      <div className={classes.words}>
        <div className={classes.first}>
          <span className={classes.who}>
            <strong dir="auto">{who}</strong>{' '}
            <span className={classes.dim}>
              {author.username && <>@{author.username} · </>}
              {texts.named(handle.username ?? handle.name)}
            </span>
          </span>
          <RelativeTime at={post.at} className={classes.age} />
        </div>
        <p className={classes.said} dir="auto">
          {post.text}
        </p>
        <AnswerState post={post} busy={busy} act={act} />
        {editing ? (
          <AnswerEditor
            initial={standard ?? ''}
            xUserId={handle.xUserId}
            busy={busy}
            onSend={(text) => void send(text)}
            onCancel={() => setEditing(false)}
          />
        ) : (
          <div className={classes.acts}>
            {post.state === 'open' && may('conversations.answer') && (
              <>
                {standard !== undefined && (
                  <Button
                    size="xs"
                    loading={busy}
                    aria-label={texts.sendLinkTo(who)}
                    title={texts.cost}
                    onClick={() => void send(standard)}
                  >
                    {texts.sendLink}
                  </Button>
                )}
                <Button
                  size="xs"
                  variant="default"
                  disabled={busy}
                  aria-label={texts.changeFor(who)}
                  onClick={() => setEditing(true)}
                >
                  {texts.change}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  disabled={busy}
                  aria-label={texts.dismissOf(who)}
                  onClick={() => void dismiss()}
                >
                  {texts.dismiss}
                </Button>
              </>
            )}
            {post.state === 'dismissed' && may('conversations.answer') && (
              <Button
                size="xs"
                variant="default"
                disabled={busy}
                onClick={() => void act(texts.cannotDismiss, () => api.publicPosts.reopen({ id: post.id }))}
              >
                {texts.reopen}
              </Button>
            )}
            {post.conversationId && (
              <Link
                className={classes.link}
                to="/inbox/$view/$conversationId"
                params={{ view: 'all', conversationId: post.conversationId }}
              >
                {texts.conversation}
              </Link>
            )}
            <Button
              size="xs"
              variant="subtle"
              component="a"
              href={post.url}
              target="_blank"
              rel="noopener"
              aria-label={texts.openPost(who)}
              rightSection={<IconExternalLink size={14} aria-hidden />}
            >
              {texts.openOnX}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
