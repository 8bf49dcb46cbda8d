import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ControlEvent } from '../../../contract/control/messages.ts';
import type { ControlUser } from '../../../contract/control/users.ts';
import { api } from '../api/messages.ts';
import { texts } from '../texts/messages.ts';

interface Props {
  /** The last message, or the welcome message below it. */
  last: Pick<ControlEvent, 'quickReply' | 'senderId'> | null;
  me: ControlUser;
  target: { to: string } | { conversationId: string };
}

/** The choices that the last message offers; X takes them away as soon as somebody writes. */
export function QuickReplies({ last, me, target }: Props) {
  const answer = useMutation({
    mutationFn: ({ label, metadata }: { label: string; metadata?: string }) =>
      api.send({ from: me.id, ...target, answer: { label, metadata } }),
  });
  if (!last?.quickReply?.options || last.senderId === me.id) return null;
  return (
    <div className="quick-replies" role="group" aria-label={texts.write}>
      {last.quickReply.options.map(({ label, description, metadata }) => (
        <Button
          key={label}
          variant="default"
          size="compact-sm"
          radius="xl"
          title={description}
          disabled={answer.isPending}
          onClick={() => answer.mutate({ label, metadata })}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
