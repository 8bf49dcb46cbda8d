import { IconDots, IconKeyboard, IconMoonStars } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { consolePages, isHere, phonePages } from './pages.ts';
import { To } from './routing.tsx';
import { useScheme } from './scheme.ts';

// Loaded when first opened, so it is a module's default, as React.lazy wants it.
const MoreSheet = lazy(() => import('./MoreSheet.tsx'));

type Page = (typeof consolePages)[number];

function PageLink({ page, path, onClick }: { page: Page; path: string; onClick?: () => void }) {
  const { to, name, icon: Icon } = page;
  const here = isHere(to, path);
  return (
    <To
      to={to}
      className="rail-item"
      data-here={here || undefined}
      aria-current={here ? 'page' : undefined}
      title={name}
      onClick={onClick}
    >
      <Icon size={19} stroke={1.75} aria-hidden />
      <span className="rail-word">{name}</span>
    </To>
  );
}

const groupNames = [...new Set(consolePages.map(({ group }) => group))];

function AllPages({ path, onClick }: { path: string; onClick?: () => void }) {
  return groupNames.map((group) => (
    <div key={group ?? ''} className="rail-group">
      {group && <div className="rail-group-name">{group}</div>}
      {consolePages
        .filter((page) => page.group === group)
        .map((page) => (
          <PageLink key={page.to} page={page} path={path} onClick={onClick} />
        ))}
    </div>
  ));
}

/** The way between the pages: a column at the side, on a phone a bar at the foot with a sheet behind "More". */
export function Rail({ onKeys }: { onKeys: () => void }) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [isOpen, setOpen] = useState(false);
  const { scheme, toggle } = useScheme();
  const close = () => setOpen(false);
  const isBehindMore = !phonePages.some((to) => isHere(to, path));
  return (
    <nav className="rail" aria-label={shellTexts.navigation}>
      <div className="rail-column">
        <div className="rail-mark">
          <span className="mark" aria-hidden />
          <span className="rail-word">{shellTexts.product}</span>
        </div>
        <AllPages path={path} />
        <div className="rail-gap" />
        <button type="button" className="rail-item" onClick={toggle} title={shellTexts.switchScheme}>
          <IconMoonStars size={19} stroke={1.75} aria-hidden />
          <span className="rail-word">{scheme === 'dark' ? shellTexts.lightMode : shellTexts.darkMode}</span>
        </button>
        <button type="button" className="rail-item" onClick={onKeys} title={`${shellTexts.keys} (?)`}>
          <IconKeyboard size={19} stroke={1.75} aria-hidden />
          <span className="rail-word">{shellTexts.keys}</span>
        </button>
      </div>
      <div className="rail-bar">
        {consolePages
          .filter(({ to }) => phonePages.includes(to))
          .map((page) => (
            <PageLink key={page.to} page={page} path={path} />
          ))}
        <button
          type="button"
          className="rail-item"
          data-here={isBehindMore || undefined}
          onClick={() => setOpen(true)}
        >
          <IconDots size={19} stroke={1.75} aria-hidden />
          <span className="rail-word">{shellTexts.more}</span>
        </button>
      </div>
      <Suspense>
        {isOpen && <MoreSheet onClose={close}>{<AllPages path={path} onClick={close} />}</MoreSheet>}
      </Suspense>
    </nav>
  );
}
