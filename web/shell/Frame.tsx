import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { offersQuery } from '../api/offers.ts';
import { useMay, useMe, usePreferences, useSession } from '../api/session.ts';
import { commonTexts } from '../texts/everywhere.ts';
import { AccountBanners } from './AccountBanners.tsx';
import { useCommands, useKeyboard } from './commands.ts';
import classes from './Frame.module.css';
import { focusPage } from './focus-page.ts';
import { useAutoOpen } from './offers/use-auto-open.ts';
import { PresenceBanners } from './presence/PresenceBanners.tsx';
import { Rail } from './Rail.tsx';
import { StatusStrip } from './StatusStrip.tsx';
import { undoLast } from './undo.ts';
import { useLive } from './use-live.ts';

const Palette = lazy(() => import('./Palette.tsx'));
const Offers = lazy(() => import('./offers/Offers.tsx'));
const KeySheet = lazy(() => import('./KeySheet.tsx'));

/** The frame around every page of somebody who is signed in. Empty for the moment between signing out and the door. */
export function Frame() {
  return useSession().member ? <SignedInFrame /> : null;
}

/** Rail, page, strip. */
function SignedInFrame() {
  const me = useMe();
  const { keys } = usePreferences();
  const may = useMay();
  const navigate = useNavigate();
  const { lost, retry } = useLive(me.id);
  const [layer, setLayer] = useState<'palette' | 'keys' | undefined>();
  const offers = useQuery(offersQuery).data;
  useKeyboard(keys);
  useCommands({
    undo: () => void undoLast(),
    'go.mentions': () => void navigate({ to: '/mentions' }),
    ...(may('board.see') && { 'go.board': () => void navigate({ to: '/board' }) }),
    'go.inbox': () => void navigate({ to: '/inbox/$view', params: { view: 'all' } }),
    'go.settings': () => void navigate({ to: '/settings/preferences' }),
    palette: () => setLayer('palette'),
    keys: () => setLayer('keys'),
  });
  const openIt = useCallback(
    (conversationId: string) =>
      void navigate({ to: '/inbox/$view/$conversationId', params: { view: 'all', conversationId } }),
    [navigate],
  );
  useAutoOpen(offers, openIt);
  useEffect(() => {
    const open = (event: Event) => {
      if (event instanceof CustomEvent && typeof event.detail === 'string') openIt(event.detail);
    };
    addEventListener('rookery-open', open);
    return () => removeEventListener('rookery-open', open);
  }, [openIt]);
  return (
    <div className={classes.frame}>
      <button type="button" className={classes.skip} onClick={focusPage}>
        {commonTexts.skipToPage}
      </button>
      <Rail connected={!lost} />
      <main className={classes.page}>
        {lost && (
          <div className={classes.lost} role="alert">
            {commonTexts.lost}
            <Button size="compact-xs" variant="white" color="dark" onClick={retry}>
              {commonTexts.lostRetry}
            </Button>
          </div>
        )}
        <AccountBanners />
        <PresenceBanners />
        <div className={classes.outlet} data-page tabIndex={-1}>
          <Outlet />
        </div>
      </main>
      <StatusStrip connected={!lost} />
      <Suspense fallback={null}>{offers && offers.length > 0 && <Offers offers={offers} />}</Suspense>
      <Suspense fallback={null}>
        {layer === 'palette' && <Palette onClose={() => setLayer(undefined)} />}
        {layer === 'keys' && <KeySheet onClose={() => setLayer(undefined)} />}
      </Suspense>
    </div>
  );
}
