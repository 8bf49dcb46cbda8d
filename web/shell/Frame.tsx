import { Button } from '@mantine/core';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useMay, useMe, usePreferences, useSession } from '../api/session.ts';
import { commonTexts } from '../texts/everywhere.ts';
import { AccountBanners } from './AccountBanners.tsx';
import { useCommands, useKeyboard } from './commands.ts';
import classes from './Frame.module.css';
import { Rail } from './Rail.tsx';
import { StatusStrip } from './StatusStrip.tsx';
import { undoLast } from './undo.ts';
import { useLive } from './use-live.ts';

const Palette = lazy(() => import('./Palette.tsx'));
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
  useEffect(() => {
    const open = (event: Event) => {
      if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') return;
      void navigate({
        to: '/inbox/$view/$conversationId',
        params: { view: 'all', conversationId: event.detail },
      });
    };
    addEventListener('rookery-open', open);
    return () => removeEventListener('rookery-open', open);
  }, [navigate]);
  return (
    <div className={classes.frame}>
      <Rail />
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
        <div className={classes.outlet}>
          <Outlet />
        </div>
      </main>
      <StatusStrip />
      <Suspense fallback={null}>
        {layer === 'palette' && <Palette onClose={() => setLayer(undefined)} />}
        {layer === 'keys' && <KeySheet onClose={() => setLayer(undefined)} />}
      </Suspense>
    </div>
  );
}
