import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { configureClient } from '../client/index.ts';
import { queryClient } from './api/query-client.ts';
import { sessionQuery } from './api/session.ts';
import { App } from './shell/App.tsx';
import { StartProblem } from './shell/StartProblem.tsx';

const place = document.getElementById('root');
if (!place) throw new Error('the page has no root element');
const root = createRoot(place);

// Signed out elsewhere, or the sign-in ended: the session says so, and the routes lead to the door.
configureClient({
  onSignedOut: () =>
    void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey, refetchType: 'all' }),
});

// After an upgrade an open tab asks for parts that are gone: the page is loaded anew, once.
addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem('rookery-reloaded') === location.href) return;
  sessionStorage.setItem('rookery-reloaded', location.href);
  event.preventDefault();
  location.reload();
});

async function start(): Promise<void> {
  try {
    await queryClient.fetchQuery(sessionQuery);
  } catch (error) {
    root.render(<StartProblem error={error} onRetry={() => void start()} />);
    return;
  }
  root.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
