import type { FastifyRequest } from 'fastify';

/** X renamed tweets to posts in its fields (OpenAPI 2.167); a request is answered in the words that it uses. */
export type Vocabulary = 'tweets' | 'posts';

const postWords =
  /(?:^|[?&])post\.fields=|referenced_posts|pinned_post|most_recent_post|edit_history_post|post_count|[?&]expansions=(?:[^&]*(?:,|%2C))?affiliation(?:&|,|%2C|$)/i;

export function vocabularyOf(request: FastifyRequest): Vocabulary {
  return postWords.test(request.url) ? 'posts' : 'tweets';
}

/** The other vocabulary's name of a query parameter. */
export function aliasOf(parameter: string): string | undefined {
  if (parameter === 'tweet.fields') return 'post.fields';
  return undefined;
}
