import { QueryClient } from '@tanstack/react-query';
import { Refusal } from './ask.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      // What does not exist will not exist in a second either.
      retry: (count, error) => count < 1 && !(error instanceof Refusal && error.status >= 400),
    },
  },
});
