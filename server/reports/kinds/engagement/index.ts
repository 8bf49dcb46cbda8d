export { engagement } from './kind.ts';
export { listOwnPosts, type OwnPost, type OwnPosts } from './own-posts.ts';
export { readPostIds } from './post-ids.ts';
