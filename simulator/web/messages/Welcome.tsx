import type { ControlWelcome } from '../../../contract/control/threads.ts';
import { Bubble } from './Bubble.tsx';

/** What a business says before anybody has written, as its bubble. */
export function Welcome({
  welcome,
  senderId,
  at,
  onImageLoad,
}: {
  welcome: ControlWelcome;
  senderId: string;
  at: number;
  onImageLoad: () => void;
}) {
  return (
    <Bubble
      event={{
        ...welcome,
        type: 'MessageCreate',
        conversationId: '',
        senderId,
        at,
        read: true,
      }}
      isMine={false}
      senderName={null}
      isLastOwn={false}
      isGrouped={false}
      isFollowed
      onImageLoad={onImageLoad}
    />
  );
}
