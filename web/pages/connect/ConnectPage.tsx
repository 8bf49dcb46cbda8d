import { Stepper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { XApp } from '../../../contract/api/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { xAppsQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { XAppForm } from '../../forms/XAppForm.tsx';
import { connectTexts } from '../../texts/connect.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './connect.module.css';
import settings from '../settings/settings.module.css';
import { AddressesStep } from './AddressesStep.tsx';
import { ChecksStep } from './ChecksStep.tsx';
import { PrepareStep } from './PrepareStep.tsx';
import { PrivacyStep } from './PrivacyStep.tsx';
import { SignInStep } from './SignInStep.tsx';

/** In this order; each can be visited again. */
const steps = ['prepare', 'app', 'addresses', 'privacy', 'signIn', 'checks'] as const;

/** The way from nothing to a handle that receives and sends, each step revisitable. */
export function ConnectPage() {
  const { app: appId } = useSearch({ from: '/frame/settings/x/connect' });
  const navigate = useNavigate();
  const query = useQuery(xAppsQuery);
  const app = query.data?.apps.find((each) => each.id === appId);
  const handles = query.data?.handles.filter((handle) => handle.account.appId === appId) ?? [];
  const [step, setStep] = useState<number | undefined>();
  const reached = !app ? 1 : !app.privacyAcceptedAt ? 3 : handles.length === 0 ? 4 : 5;
  const current = step ?? (app ? (reached === 3 ? 1 : reached) : 0);
  const saved = (next: XApp, goTo: number) => {
    queryClient.setQueryData<typeof query.data>(xAppsQuery.queryKey, (now) =>
      now
        ? { ...now, apps: [...now.apps.filter((each) => each.id !== next.id), next] }
        : { apps: [next], handles: [] },
    );
    void queryClient.invalidateQueries({ queryKey: xAppsQuery.queryKey });
    setStep(goTo);
    if (next.id !== appId)
      void navigate({ to: '/settings/x/connect', search: { app: next.id }, replace: true });
  };
  if (appId && !app && query.isPending) return <LoadingState label={commonTexts.loading} />;
  return (
    <div className={settings.page}>
      <h2>{connectTexts.title}</h2>
      <Stepper
        active={current}
        onStepClick={setStep}
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
            allowStepSelect={index <= 1 || (app !== undefined && index <= Math.max(reached, 3))}
            aria-current={index === current ? 'step' : undefined}
          />
        ))}
      </Stepper>
      <p className={classes.stepHere}>{connectTexts.steps[steps[current] ?? 'prepare'].name}</p>
      {current === 0 && (
        <PrepareStep
          onNext={() => setStep(1)}
          onLocal={(local) => saved(local, local.privacyAcceptedAt ? 4 : 3)}
        />
      )}
      {current === 1 && <XAppForm key={app?.id ?? 'new'} app={app} onSaved={(next) => saved(next, 2)} />}
      {current === 2 && app && <AddressesStep app={app} onNext={() => setStep(3)} />}
      {current === 3 && app && (
        <PrivacyStep app={app} onAccepted={(next) => saved(next, 4)} onNext={() => setStep(4)} />
      )}
      {current === 4 && app && <SignInStep app={app} handles={handles} onNext={() => setStep(5)} />}
      {current === 5 && app && <ChecksStep key={app.id} app={app} handles={handles} />}
    </div>
  );
}
