import type { ReactNode } from 'react';
import type { ControlPost } from '../../../contract/control/posts.ts';

/** The text of a post: short addresses as what they stand for; that of a private-message button is left out. */
export function PostText({ post }: { post: ControlPost }) {
  let rest = post.text;
  const parts: ReactNode[] = [];
  for (const { url, expandedUrl, displayUrl } of post.urls ?? []) {
    const at = rest.indexOf(url);
    if (at < 0) continue;
    parts.push(rest.slice(0, at));
    if (url !== post.button?.url)
      parts.push(
        <a key={`${url}${parts.length}`} href={expandedUrl} target="_blank" rel="noreferrer noopener">
          {displayUrl}
        </a>,
      );
    rest = rest.slice(at + url.length);
  }
  return (
    <p className="post-text" dir="auto">
      {parts}
      {rest}
    </p>
  );
}
