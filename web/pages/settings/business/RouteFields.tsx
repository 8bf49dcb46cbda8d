import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MailSetup } from '../../../../contract/api/index.ts';
import { handlesQuery } from '../../../api/queries.ts';
import { queuesQuery } from '../../../api/setup.ts';
import { mailTexts as texts } from '../../../texts/mail.ts';
import settings from '../settings.module.css';
import { AddressList } from './AddressList.tsx';

type Routes = MailSetup['routes'];

/** Conversations of some queues and handles are mailed elsewhere. */
export function RouteFields(props: {
  value: Routes;
  error: string | undefined;
  onChange: (routes: Routes) => void;
}) {
  const { value, error, onChange } = props;
  const queues = useQuery(queuesQuery);
  const handles = useQuery(handlesQuery);
  const choices = [
    ...(queues.data?.items ?? []).map(({ id, name }) => ({ value: `queue:${id}`, label: texts.queue(name) })),
    ...(handles.data?.handles ?? []).map(({ id, name }) => ({
      value: `handle:${id}`,
      label: texts.handle(name),
    })),
  ];
  const change = (at: number, part: Partial<Routes[number]>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const free = choices.filter((choice) => !value.some(({ kind, id }) => `${kind}:${id}` === choice.value));
  const read = (choice: string) => {
    const [kind, id = ''] = choice.split(':');
    return { kind: kind === 'queue' ? ('queue' as const) : ('handle' as const), id };
  };
  return (
    <>
      {value.map((route, index) => {
        const own = `${route.kind}:${route.id}`;
        const known = choices.find((choice) => choice.value === own) ?? { value: own, label: texts.gone };
        return (
          <div key={own} className={settings.card}>
            <NativeSelect
              label={texts.routeOf(index + 1)}
              value={own}
              data={[known, ...free]}
              onChange={(event) => change(index, read(event.currentTarget.value))}
            />
            <AddressList
              label={texts.routeTo(index + 1)}
              required
              value={route.recipients}
              onChange={(recipients) => change(index, { recipients })}
            />
            <Button
              mt="xs"
              size="compact-sm"
              variant="subtle"
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              {texts.removeRoute(index + 1)}
            </Button>
          </div>
        );
      })}
      {error && (
        <p className={settings.problem} data-problem tabIndex={-1}>
          {error}
        </p>
      )}
      {free[0] && (
        <Button
          variant="default"
          onClick={() => onChange([...value, { ...read(free[0]?.value ?? ''), recipients: [] }])}
          style={{ alignSelf: 'flex-start' }}
        >
          {texts.addRoute}
        </Button>
      )}
    </>
  );
}
