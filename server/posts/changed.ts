import type { AppEvent } from '../../contract/events/index.ts';
import type { PostRecord } from './store.ts';

export function changed(
  post: Pick<PostRecord, 'id' | 'handleId'>,
  what: 'added' | 'state' | 'answer',
): AppEvent {
  return {
    kind: 'public_post.changed',
    key: post.id,
    body: { postId: post.id, handleId: post.handleId, what },
  };
}
