export { announce } from './announce.ts';
export { CopyField } from './CopyField.tsx';
export { formatClock, formatDayAndTime, formatExact, formatRelative, formatWhen } from './relative-time.ts';
export { RelativeTime } from './RelativeTime.tsx';
export { EmptyState, Later, LoadingState, ProblemState } from './states.tsx';
export { useNow } from './ticking.ts';
export { UiProvider } from './UiProvider.tsx';
export { moveInOrder, type ReorderTexts, useReorder } from './use-reorder.ts';
