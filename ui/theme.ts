import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The one accent: the blue-violet sheen of a rook's feathers. */
const accent: MantineColorsTuple = [
  '#eff1fc',
  '#dde1f8',
  '#bcc4f0',
  '#98a4e6',
  '#7a89dd',
  '#6474d4',
  '#5264c8',
  '#4354b3',
  '#37469a',
  '#2b387e',
];

const neutral: MantineColorsTuple = [
  '#d3d6de',
  '#b3b8c4',
  '#959ba9',
  '#686e7d',
  '#4a4f5d',
  '#343945',
  '#272b35',
  '#1c1f27',
  '#14161c',
  '#0e1015',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, dark: neutral },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: '600' },
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 100 } } },
    Modal: { defaultProps: { transitionProps: { duration: 100 }, centered: true } },
    Menu: { defaultProps: { transitionProps: { duration: 100 }, shadow: 'md' } },
    Popover: { defaultProps: { transitionProps: { duration: 100 }, shadow: 'md' } },
    Badge: { defaultProps: { tt: 'none' } },
    TextInput: { defaultProps: { size: 'sm' } },
  },
});

/** Mantine's surfaces follow our tokens, so that contrast and scheme are set in one place. */
export const resolveVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-dim)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-placeholder': 'var(--text-dim)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-accent-light': 'var(--accent-soft)',
    '--mantine-color-accent-light-hover': 'var(--accent-soft)',
    '--mantine-color-accent-light-color': 'var(--accent-text)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent-text)',
    '--mantine-color-green-light': 'var(--good-soft)',
    '--mantine-color-green-light-color': 'var(--good)',
    '--mantine-color-red-light': 'var(--bad-soft)',
    '--mantine-color-red-light-hover': 'var(--bad-soft)',
    '--mantine-color-red-light-color': 'var(--bad)',
    // White words on it are read: 5.5 to 1.
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-anchor': 'var(--accent-text)',
  };
  return { variables: {}, light: shared, dark: shared };
};
