import '@mantine/core/styles.css';
import './tokens.css';
import { MantineProvider } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { resolveVariables, theme } from './theme.ts';

interface Props {
  colorScheme?: 'light' | 'dark' | 'system';
  highContrast?: boolean;
  children: ReactNode;
}

/** Theme, tokens and the place where screen readers hear announcements. Wraps a whole browser program. */
export function UiProvider({ colorScheme = 'system', highContrast = false, children }: Props) {
  useEffect(() => {
    if (highContrast) document.documentElement.dataset['contrast'] = 'high';
    else delete document.documentElement.dataset['contrast'];
  }, [highContrast]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      {...(colorScheme === 'system' ? {} : { forceColorScheme: colorScheme })}
    >
      {children}
      <div id="heard-politely" className="only-heard" role="status" aria-live="polite" />
      <div id="heard-at-once" className="only-heard" role="alert" aria-live="assertive" />
    </MantineProvider>
  );
}
