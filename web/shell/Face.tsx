import { useState } from 'react';
import { initials } from '../lib/names.ts';
import classes from './Face.module.css';

/** A picture of a person, or their letters on a colour of their own. Decorative: the name stands beside it. */
export function Face({ name, url, size = 36 }: { name: string; url?: string | null; size?: number }) {
  const style = { width: size, height: size, fontSize: Math.round(size * 0.38) };
  // A picture that cannot be had, as when X took it away, gives way to letters.
  const [brokenUrl, setBrokenUrl] = useState<string | undefined>();
  if (url && url !== brokenUrl)
    return (
      <img
        className={classes.face}
        style={style}
        src={url}
        alt=""
        loading="lazy"
        draggable={false}
        onError={() => setBrokenUrl(url)}
      />
    );
  return (
    <span className={classes.face} data-hue={hueOf(name)} style={style} aria-hidden>
      {initials(name)}
    </span>
  );
}

function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 6_007;
  return sum % 6;
}
