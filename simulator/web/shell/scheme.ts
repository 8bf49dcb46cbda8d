import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** Light or dark: the machine's own until somebody switches, then what they chose (kept by the browser). */
export function useScheme(): { scheme: 'light' | 'dark'; toggle: () => void } {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return { scheme, toggle: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark') };
}
