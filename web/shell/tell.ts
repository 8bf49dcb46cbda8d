import { notifications } from '@mantine/notifications';
import { ApiError } from '../../client/index.ts';
import { announce } from '../../ui/index.ts';
import { commonTexts } from '../texts/everywhere.ts';

const closeButtonProps = { 'aria-label': commonTexts.close };

/** The sentence for a person, from an error or as it is; whatever is not ours gets a general one. */
export function describeError(error: unknown): string {
  if (typeof error === 'string') return error;
  return error instanceof ApiError ? error.message : commonTexts.somethingWrong;
}

/** Shows that something failed, where no place of its own can show it. */
export function tellProblem(title: string, error: unknown): void {
  const message = describeError(error);
  notifications.show({ color: 'red', title, message, autoClose: 8_000, closeButtonProps });
  announce(`${title}. ${message}`, 'now');
}

export function tellDone(message: string): void {
  notifications.show({ message, autoClose: 3_000, closeButtonProps });
  announce(message);
}
