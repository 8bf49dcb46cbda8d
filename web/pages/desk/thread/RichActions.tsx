import { IconExternalLink, IconMapPin } from '@tabler/icons-react';
import type { RichAction } from '../../../../contract/api/index.ts';
import { safeHref } from '../../../lib/rich-text.ts';
import { richTexts } from '../../../texts/rich.ts';
import classes from './rich.module.css';

/** Buttons that open something, then what the customer can choose. */
export function RichActions({ actions = [] }: { actions: readonly RichAction[] | undefined }) {
  const isChoice = ({ type }: RichAction) => type === 'reply' || type === 'postback';
  const buttons = actions.filter((action) => !isChoice(action));
  const choices = actions.filter(isChoice);
  return (
    <>
      {buttons.length > 0 && (
        <ul className={classes.actions} aria-label={richTexts.buttons}>
          {buttons.map((action, index) => (
            <li key={index}>
              <Opener action={action} />
            </li>
          ))}
        </ul>
      )}
      {choices.length > 0 && (
        <ul className={classes.actions} aria-label={richTexts.choices}>
          {choices.map((action, index) => (
            <li
              key={index}
              className={classes.choice}
              dir="auto"
              title={
                action.type === 'reply' || action.type === 'postback' ? richTexts.choiceOf[action.type] : ''
              }
            >
              {action.text}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Opener({ action }: { action: RichAction }) {
  if (action.type === 'locationRequest') {
    return (
      <span className={classes.button} title={richTexts.asksLocation}>
        <IconMapPin size={16} aria-hidden /> <bdi>{action.text}</bdi>
      </span>
    );
  }
  if (action.type === 'buy') {
    return (
      <span className={classes.button}>
        <bdi>{action.text}</bdi> {priceOf(action.amount, action.currency)}
      </span>
    );
  }
  const url = action.type === 'link' ? action.uri : action.type === 'webview' ? action.fallback : undefined;
  const href = safeHref(url);
  if (!href) {
    return (
      <span className={classes.button} title={url}>
        <bdi>{action.text}</bdi>
      </span>
    );
  }
  return (
    <a className={classes.button} href={href} title={href} target="_blank" rel="noopener noreferrer">
      <bdi>{action.text}</bdi> <IconExternalLink size={14} aria-hidden />
    </a>
  );
}

function priceOf(amount: number, currency: string): string {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
