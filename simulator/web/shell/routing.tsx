import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, useCallback } from 'react';

/** An address of this program, with its search. */
export type Path = '/' | `/?${string}` | `/console/${string}`;

/**
 * The router's types know one program only, and another of this tree is registered with them: here stands what
 * this one needs of them, with the casts that it takes.
 */
interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  to: Path;
  ref?: React.Ref<HTMLAnchorElement>;
}

const targetOf = (to: Path) => {
  const [pathname = '/', query = ''] = to.split('?');
  return { to: pathname, search: Object.fromEntries(new URLSearchParams(query)) };
};

/** A link inside the console; a list keeps its place when one of its rows is opened. */
export function To({ to, ...props }: LinkProps) {
  // See above: `targetOf` gives a path and search of ours.
  const target = targetOf(to) as { to: '/' };
  return <Link {...target} resetScroll={false} {...props} />;
}

/** Goes to an address; `replace` leaves no step in the history. */
export function useGo(): (to: Path, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((to, options) => void navigate({ ...(targetOf(to) as object), ...options }), [navigate]);
}

/** A part of the address, e.g. `userId` of `/console/people/$userId`; null when it is not there. */
export function useParam(name: string): string | null {
  // As above; parameters are texts.
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? null;
}

/** What stands after the question mark. */
export function useSearchTexts(): Record<string, string | undefined> {
  // As above; `parseSearch` of the router gives texts only.
  return useSearch({ strict: false }) as Record<string, string | undefined>;
}
