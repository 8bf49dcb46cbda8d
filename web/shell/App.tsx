import '@mantine/notifications/styles.css';
import './app.css';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { usePreferences, useSession } from '../api/session.ts';
import { router } from '../routes.tsx';
import { UiProvider } from '../../ui/index.ts';

export function App() {
  const session = useSession();
  const { colorScheme, highContrast } = usePreferences();
  // Signed in or out: the routes' guards decide again where this person belongs.
  useEffect(() => void router.invalidate(), [session.state, session.member?.id, session.noticeOpen]);
  return (
    <UiProvider colorScheme={colorScheme} highContrast={highContrast}>
      <Notifications position="bottom-left" limit={4} containerWidth={380} />
      <RouterProvider router={router} />
    </UiProvider>
  );
}
