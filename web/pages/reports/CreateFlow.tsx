import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReportKind } from '../../../contract/api/index.ts';
import { tellDone } from '../../shell/tell.ts';
import { reportTexts as texts } from '../../texts/reports.ts';
import { LeaveGuard } from '../settings/parts/index.ts';
import { CapFields } from './panes/CapFields.tsx';
import { CredentialsPane } from './panes/CredentialsPane.tsx';
import { DetailsPane } from './panes/DetailsPane.tsx';
import { NamePane } from './panes/NamePane.tsx';
import { SafeguardsPane } from './panes/SafeguardsPane.tsx';
import { SchedulingPane } from './panes/SchedulingPane.tsx';
import classes from './reports.module.css';
import { Steps } from './Steps.tsx';
import { useCreate } from './use-create.ts';

/** The panes in their order. What was chosen stays over going back, leaving and loading anew. */
export function CreateFlow({ kind }: { kind: ReportKind }) {
  const flow = useCreate(kind);
  const { draft, panes, at } = flow;
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(draft.pane);
  useEffect(() => {
    if (shown.current === draft.pane) return;
    shown.current = draft.pane;
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [draft.pane]);
  const save = async (run: boolean) => {
    const datasetId = await flow.make(run);
    if (datasetId === undefined) return;
    tellDone(texts.made(draft.name.trim()));
    await navigate({
      to: run ? '/datasources/$datasetId/details/history' : '/datasources/$datasetId/details/schedule',
      params: { datasetId },
      ignoreBlocker: true,
    });
  };
  const pane = {
    kind,
    settings: draft.settings,
    set: flow.set,
    tried: flow.tried,
    errorOf: flow.errorOf,
    disabled: flow.busy !== undefined,
  };
  const previous = panes[at - 1];
  const isLast = at === panes.length - 1;
  const name = texts.panes[draft.pane];
  return (
    <>
      <LeaveGuard dirty={flow.isTouched && flow.busy === undefined} words={texts.leave} onUnload={false} />
      {flow.isKept && (
        <p className={classes.note} role="status">
          {texts.goneOn}
          <Button size="compact-sm" variant="default" onClick={flow.begin}>
            {texts.anew}
          </Button>
        </p>
      )}
      <div className={classes.wizard}>
        <Steps panes={panes} current={draft.pane} reached={draft.reached} onGo={flow.goTo} />
        <form
          className={classes.pane}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (isLast) void save(false);
            else if (!flow.next()) focusProblem(event.currentTarget);
          }}
        >
          <h2 ref={heading} tabIndex={-1}>
            <span className="only-heard">{texts.stepOf(at + 1, panes.length, name)}</span>
            <span aria-hidden>{name}</span>
          </h2>
          {draft.pane === 'credentials' && <CredentialsPane {...pane} about />}
          {draft.pane === 'details' && <DetailsPane {...pane} check={flow.check} />}
          {draft.pane === 'safeguards' && <SafeguardsPane {...pane} />}
          {draft.pane === 'scheduling' && (
            <div className={classes.stack}>
              <SchedulingPane {...pane} check={flow.check} />
              <CapFields {...pane} />
            </div>
          )}
          {draft.pane === 'name' && (
            <NamePane
              {...pane}
              account={flow.account}
              name={draft.name}
              description={draft.description}
              check={flow.check}
              onName={(value) => flow.change({ name: value })}
              onDescription={(description) => flow.change({ description })}
            />
          )}
          {flow.refusal && (
            <p className={classes.problem} style={{ marginTop: 16 }} role="alert">
              <strong>{texts.cannotMake}.</strong> {flow.refusal.message}
            </p>
          )}
          <div className={classes.foot}>
            {previous && (
              <Button variant="default" onClick={() => flow.goTo(previous)}>
                {texts.back}
              </Button>
            )}
            <Button
              type="submit"
              variant={isLast ? 'default' : 'filled'}
              loading={flow.busy === 'save'}
              disabled={flow.busy === 'run'}
            >
              {isLast ? texts.save : texts.next}
            </Button>
            {isLast && (
              <Button
                loading={flow.busy === 'run'}
                disabled={flow.busy === 'save'}
                onClick={() => void save(true)}
              >
                {texts.saveAndRun}
              </Button>
            )}
          </div>
        </form>
      </div>
    </>
  );
}

/** Once the problems are drawn: the keyboard is taken to the first of them. */
function focusProblem(form: HTMLFormElement): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      form.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus(),
    ),
  );
}
