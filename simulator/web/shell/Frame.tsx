import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { useKeys } from './keys.ts';
import { useLiveConnection, useLivePart } from './live.ts';
import { Notices } from './Notices.tsx';
import { useGo } from './routing.tsx';
import { Rail } from './Rail.tsx';

// Loaded when first opened, so it is a module's default, as React.lazy wants it.
const KeySheet = lazy(() => import('./KeySheet.tsx'));

/** The frame around every page: the way between them, what was just said, whether the local X is there. */
export function Frame() {
  useLiveConnection(useQueryClient());
  const isConnected = useLivePart('isConnected');
  const go = useGo();
  const [showsKeys, setShowsKeys] = useState(false);
  useKeys({ go, showKeys: () => setShowsKeys(true) });
  return (
    <div className="console">
      <Rail onKeys={() => setShowsKeys(true)} />
      <div className="console-page">
        {!isConnected && (
          <div className="offline" role="status">
            {shellTexts.offline}
          </div>
        )}
        <Outlet />
      </div>
      <Notices />
      <Suspense>{showsKeys && <KeySheet onClose={() => setShowsKeys(false)} />}</Suspense>
    </div>
  );
}
