import { ActionIcon, Badge, Menu, Switch } from '@mantine/core';
import {
  IconDots,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { DataAlert } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { RelativeTime } from '../../../../ui/index.ts';
import { refreshDataAlerts } from '../../../api/data-alerts.ts';
import { useMay, useSession } from '../../../api/session.ts';
import { useMembers } from '../../../lib/members.ts';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { alertTexts as texts } from '../../../texts/data-alerts.ts';
import classes from '../data.module.css';
import own from './alerts.module.css';

/** An alert of the list: what it asks, how it stands, and what can be done with it. */
export function AlertRow(props: {
  alert: DataAlert;
  onEdit: () => void;
  onDelete: () => void;
  onHistory: () => void;
}) {
  const { alert } = props;
  const { id: alertId, datasetId, name, version, paused, memberIds } = alert;
  const { nameOf } = useMembers();
  const me = useSession().member?.id;
  const may = useMay();
  const [busy, setBusy] = useState(false);
  const act = async (title: string, what: () => Promise<string>) => {
    setBusy(true);
    try {
      tellDone(await what());
    } catch (error) {
      tellProblem(title, error);
    }
    await refreshDataAlerts();
    setBusy(false);
  };
  const pause = () =>
    act(texts.cannotSave, async () => {
      await api.dataAlerts.change({ datasetId, alertId }, { version, paused: !paused });
      return paused ? texts.goesOn(name) : texts.pausedNow(name);
    });
  const test = () =>
    act(texts.cannotTest, async () => texts.tested(await api.dataAlerts.test({ datasetId, alertId })));
  const subscribe = async (mailed: boolean) => {
    setBusy(true);
    try {
      await api.dataAlerts.subscribe({ datasetId, alertId }, { mailed });
    } catch (error) {
      tellProblem(texts.cannotSave, error);
    }
    await refreshDataAlerts();
    setBusy(false);
  };
  const problem = alert.problem ?? alert.webhookProblem;
  return (
    <li>
      <div className={classes.what}>
        <button
          type="button"
          className={own.name}
          dir="auto"
          onClick={may('data.manage') ? props.onEdit : props.onHistory}
        >
          {name}
        </button>{' '}
        {paused && (
          <Badge variant="default" tt="none">
            {texts.paused}
          </Badge>
        )}{' '}
        {alert.holds && !paused && (
          <Badge variant="default" tt="none">
            {texts.holds}
          </Badge>
        )}
        <p className={own.words} dir="auto">
          {alert.words}
        </p>
        {problem !== null && (
          <p className={own.problem}>
            <strong>{texts.trouble}:</strong> {problem}
          </p>
        )}
        <p className={classes.dim}>
          {alert.toldAt ? (
            <>
              {texts.facts.told} <RelativeTime at={alert.toldAt} long />
            </>
          ) : (
            texts.facts.never
          )}
          {alert.ownerId && ` · ${texts.facts.owner(nameOf(alert.ownerId))}`}
        </p>
      </div>
      <div className={own.verbs}>
        {me !== undefined && (
          <Switch
            label={texts.mailMe}
            aria-label={texts.mailMeOf(name)}
            checked={memberIds.includes(me)}
            disabled={busy}
            onChange={({ currentTarget: { checked } }) => void subscribe(checked)}
          />
        )}
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={texts.verbs(name)} disabled={busy}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconHistory size={14} aria-hidden />} onClick={props.onHistory}>
              {texts.history}
            </Menu.Item>
            {may('data.manage') && (
              <>
                <Menu.Item leftSection={<IconPencil size={14} aria-hidden />} onClick={props.onEdit}>
                  {texts.edit}
                </Menu.Item>
                <Menu.Item
                  leftSection={
                    paused ? (
                      <IconPlayerPlay size={14} aria-hidden />
                    ) : (
                      <IconPlayerPause size={14} aria-hidden />
                    )
                  }
                  onClick={() => void pause()}
                >
                  {paused ? texts.goOn : texts.pause}
                </Menu.Item>
                <Menu.Item leftSection={<IconSend size={14} aria-hidden />} onClick={() => void test()}>
                  {texts.test}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={14} aria-hidden />}
                  onClick={props.onDelete}
                >
                  {texts.remove}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}
