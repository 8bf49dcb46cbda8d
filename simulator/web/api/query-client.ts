import { QueryClient } from '@tanstack/react-query';
import { Refusal } from './ask.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    // The local X is on this machine: it is there without any network too.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnWindowFocus: false,
      // What does not exist will not exist in a second either.
      retry: (count, error) => count < 1 && !(error instanceof Refusal && error.status >= 400),
    },
  },
});
