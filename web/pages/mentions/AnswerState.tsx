import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { PublicPost } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { formatClock } from '../../../ui/index.ts';
import { useMay } from '../../api/session.ts';
import { useMembers } from '../../lib/members.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { publicPostTexts as texts } from '../../texts/public-posts.ts';
import classes from './mentions.module.css';

type Act = (problem: string, work: () => Promise<unknown>) => Promise<boolean>;

/** What became of a post: who dismissed it, the answer and how its sending went. */
export function AnswerState({ post, busy, act }: { post: PublicPost; busy: boolean; act: Act }) {
  const may = useMay();
  const { nameOf } = useMembers();
  const [asking, { open, close }] = useDisclosure(false);
  const { answer } = post;
  if (post.state === 'dismissed')
    return post.closedBy && <p className={classes.dim}>{texts.dismissedBy(nameOf(post.closedBy))}</p>;
  if (!answer || answer.state === 'taken_back')
    return post.state === 'answered' && <p className={classes.dim}>{texts.answeredOnX}</p>;
  const mayAnswer = may('conversations.answer');
  const settle = (as: 'sent' | 'failed') =>
    void act(texts.cannotSettle, () => api.publicPosts.settle({ id: post.id }, { as }));
  return (
    <div className={classes.answer}>
      <p className={classes.dim}>
        {answer.byMemberId && <>{texts.answeredBy(nameOf(answer.byMemberId))} · </>}
        <span className={answer.state === 'failed' ? classes.bad : undefined}>
          {answer.sendsAt ? texts.sendsAt(formatClock(answer.sendsAt)) : texts.answerStates[answer.state]}
        </span>
        {answer.failure && answer.state === 'failed' && <>: {answer.failure.message}</>}
      </p>
      <p className={classes.said} dir="auto">
        {answer.text}
      </p>
      <div className={classes.acts}>
        {answer.needsDecision && mayAnswer && (
          <>
            <Text size="sm">{texts.decide}</Text>
            <Button size="compact-sm" variant="default" disabled={busy} onClick={() => settle('sent')}>
              {texts.settleSent}
            </Button>
            <Button size="compact-sm" variant="default" disabled={busy} onClick={() => settle('failed')}>
              {texts.settleFailed}
            </Button>
          </>
        )}
        {answer.url && (
          <Button
            size="compact-sm"
            variant="subtle"
            component="a"
            href={answer.url}
            target="_blank"
            rel="noopener"
          >
            {texts.openAnswer}
          </Button>
        )}
        {(answer.state === 'sent' || answer.state === 'queued') && mayAnswer && (
          <Button size="compact-sm" variant="subtle" color="red" disabled={busy} onClick={open}>
            {texts.takeBack}
          </Button>
        )}
      </div>
      <Modal
        opened={asking}
        onClose={close}
        title={texts.takeBackTitle}
        closeButtonProps={{ 'aria-label': commonTexts.close }}
      >
        <Text size="sm">{texts.takeBackHint}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            {texts.cancel}
          </Button>
          <Button
            color="red"
            data-autofocus
            onClick={() => {
              close();
              void act(texts.cannotTakeBack, () => api.publicPosts.takeBack({ id: post.id }));
            }}
          >
            {texts.takeBack}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}
