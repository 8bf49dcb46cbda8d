import { Stepper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Handle, XApp } from '../../../contract/api/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { xAppsQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { XAppForm } from '../../forms/XAppForm.tsx';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { connectTexts } from '../../texts/connect.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { settingsTexts } from '../../texts/settings.ts';
import settings from '../settings/settings.module.css';
import { AddressesStep } from './AddressesStep.tsx';
import { ChecksStep } from './ChecksStep.tsx';
import classes from './connect.module.css';
import { PrepareStep } from './PrepareStep.tsx';
import { PrivacyStep } from './PrivacyStep.tsx';
import { SignInStep } from './SignInStep.tsx';

/** In this order; each can be visited again. */
const steps = ['prepare', 'app', 'addresses', 'privacy', 'signIn', 'checks'] as const;

/** How far an app has come: the last step that makes sense. */
function findReached(app: XApp | undefined, handles: readonly Handle[]): number {
  if (!app) return 1;
  if (!app.privacyAcceptedAt) return 3;
  return handles.length === 0 ? 4 : 5;
}

/** The way from nothing to a handle that receives and sends. */
export function ConnectPage() {
  usePageTitle(connectTexts.title, settingsTexts.title);
  const { app: appId } = useSearch({ from: '/frame/settings/x/connect' });
  const query = useQuery(xAppsQuery);
  if (query.isError && !query.data) return <PageProblemOf query={query} />;
  if (!query.data) return <LoadingState label={commonTexts.loading} />;
  const app = query.data.apps.find((each) => each.id === appId);
  const handles = query.data.handles.filter((handle) => handle.account.appId === appId);
  const reached = findReached(app, handles);
  // An app whose handles are signed in is opened at its record: whoever comes back wants to change something.
  const begin = !app ? 0 : reached === 5 ? 1 : reached;
  return <ConnectSteps app={app} handles={handles} begin={begin} />;
}

function ConnectSteps({ app, handles, begin }: { app: XApp | undefined; handles: Handle[]; begin: number }) {
  const navigate = useNavigate();
  const [current, setCurrent] = useState(begin);
  const reached = findReached(app, handles);
  const saved = (next: XApp, goTo: number) => {
    queryClient.setQueryData<{ apps: XApp[]; handles: Handle[] }>(xAppsQuery.queryKey, (now) =>
      now
        ? { ...now, apps: [...now.apps.filter((each) => each.id !== next.id), next] }
        : { apps: [next], handles: [] },
    );
    void queryClient.invalidateQueries({ queryKey: xAppsQuery.queryKey });
    setCurrent(goTo);
    if (next.id !== app?.id) {
      void navigate({ to: '/settings/x/connect', search: { app: next.id }, replace: true });
    }
  };
  return (
    <div className={settings.page}>
      <h2>{connectTexts.title}</h2>
      <Stepper
        active={current}
        onStepClick={setCurrent}
        size="xs"
        iconSize={26}
        mt="md"
        mb="lg"
        wrap={false}
        classNames={{ stepBody: classes.stepWords, separator: classes.stepLine, steps: classes.steps }}
      >
        {steps.map((id, index) => (
          <Stepper.Step
            key={id}
            label={connectTexts.steps[id].name}
            aria-label={connectTexts.steps[id].name}
            allowStepSelect={index <= 1 || (app !== undefined && index <= Math.max(reached, 3))}
            aria-current={index === current ? 'step' : undefined}
          />
        ))}
      </Stepper>
      <p className={classes.stepHere}>{connectTexts.steps[steps[current] ?? 'prepare'].name}</p>
      {current === 0 && (
        <PrepareStep
          onNext={() => setCurrent(1)}
          onLocal={(local) => saved(local, local.privacyAcceptedAt ? 4 : 3)}
        />
      )}
      {current === 1 && <XAppForm key={app?.id ?? 'new'} app={app} onSaved={(next) => saved(next, 2)} />}
      {current === 2 && app && <AddressesStep app={app} onNext={() => setCurrent(3)} />}
      {current === 3 && app && (
        <PrivacyStep app={app} onAccepted={(next) => saved(next, 4)} onNext={() => setCurrent(4)} />
      )}
      {current === 4 && app && <SignInStep app={app} handles={handles} onNext={() => setCurrent(5)} />}
      {current === 5 && app && <ChecksStep key={app.id} app={app} handles={handles} />}
    </div>
  );
}
