import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { UiProvider } from '../../ui/index.ts';
import { queryClient } from './api/query-client.ts';
import { router } from './routes.tsx';
import { submitOnce } from './shell/one-submit.ts';
import './shell/shell.css';
import './parts/page.css';
import './parts/rows.css';
import './parts/forms.css';
import './parts/code.css';

const place = document.getElementById('root');
if (!place) throw new Error('the page has no root element');

// After an upgrade an open tab asks for parts that are gone: the page is loaded anew, once.
addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem('local-x-reloaded') === location.href) return;
  sessionStorage.setItem('local-x-reloaded', location.href);
  event.preventDefault();
  location.reload();
});

submitOnce(document);

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <UiProvider>
        <RouterProvider router={router} />
      </UiProvider>
    </QueryClientProvider>
  </StrictMode>,
);
