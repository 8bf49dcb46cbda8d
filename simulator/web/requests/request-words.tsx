import type { ControlApp } from '../../../contract/control/apps.ts';
import type { ControlRequest } from '../../../contract/control/running.ts';
import { Tag, type Tone } from '../parts/Rows.tsx';
import { requestTexts as texts } from '../texts/requests.ts';

const toneOf = (status: number): Tone => {
  if (status === 0 || status >= 500) return 'bad';
  if (status >= 400) return 'warn';
  return status >= 300 ? 'plain' : 'good';
};

/** The status of an answer; 0 stands for none. */
export function StatusTag({ status }: { status: number }) {
  return (
    <span>
      <Tag tone={toneOf(status)}>{status === 0 ? texts.noAnswer : status}</Tag>
    </span>
  );
}

/** With what somebody was signed in, and which app it was. */
export const callerOf = ({ appId, auth }: ControlRequest, apps: readonly ControlApp[]): string => {
  const name = apps.find(({ id }) => id === appId)?.name ?? appId;
  return name === undefined ? texts.auths[auth ?? 'none'] : `${name} · ${texts.auths[auth ?? 'none']}`;
};
