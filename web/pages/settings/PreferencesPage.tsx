import { Button, SegmentedControl, Slider, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Preferences } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { changePreferences, enterSession, usePreferences, useSession } from '../../api/session.ts';
import { playArrival } from '../../live/sound.ts';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { stopLive } from '../../shell/use-live.ts';
import { entryTexts } from '../../texts/entry.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { settingsTexts } from '../../texts/settings.ts';
import { PasswordForm } from '../../forms/PasswordForm.tsx';
import { KeysSection } from './KeysSection.tsx';
import { OfferAlerts } from './OfferAlerts.tsx';
import classes from './settings.module.css';

const texts = settingsTexts.preferences;

function change(part: Partial<Preferences>): void {
  changePreferences(part).catch((error: unknown) => tellProblem(commonTexts.cannotSave, error));
}

/** What each person sets for themselves. */
export function PreferencesPage() {
  const preferences = usePreferences();
  const { localXUrl } = useSession();
  const [undo, setUndo] = useState(preferences.undoSeconds);
  const [blocked, setBlocked] = useState(false);
  const setNotifications = async (wanted: boolean) => {
    if (wanted && typeof Notification !== 'undefined' && Notification.permission !== 'granted') {
      const answer = await Notification.requestPermission();
      setBlocked(answer === 'denied');
      if (answer !== 'granted') return;
    }
    change({ desktopNotifications: wanted });
  };
  const signOutEverywhere = async () => {
    try {
      await api.session.signOutEverywhere();
      stopLive();
      enterSession(await api.session.get());
    } catch (error) {
      tellProblem(entryTexts.cannotSignOut, error);
    }
  };
  return (
    <div className={classes.page}>
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>

      <h3>{texts.name}</h3>
      <TextInput
        label={texts.nickname}
        description={texts.nicknameHint}
        maxLength={60}
        maw={320}
        defaultValue={preferences.nickname}
        onBlur={(event) => {
          const nickname = event.currentTarget.value.trim();
          if (nickname !== preferences.nickname) change({ nickname });
        }}
      />

      <h3>{texts.look}</h3>
      <Stack gap="sm" align="flex-start">
        <SegmentedControl
          aria-label={texts.theme}
          value={preferences.colorScheme}
          onChange={(colorScheme) => change({ colorScheme })}
          data={[
            { value: 'system' as const, label: texts.themes.system },
            { value: 'light' as const, label: texts.themes.light },
            { value: 'dark' as const, label: texts.themes.dark },
          ]}
        />
        <Switch
          label={texts.contrast}
          checked={preferences.highContrast}
          onChange={(event) => change({ highContrast: event.currentTarget.checked })}
        />
      </Stack>

      <h3>{texts.sending}</h3>
      <p className={classes.dim}>{texts.undo}</p>
      <Slider
        className={classes.undo}
        maw={420}
        mb={28}
        min={0}
        max={10}
        value={undo}
        onChange={setUndo}
        onChangeEnd={(undoSeconds) => change({ undoSeconds })}
        label={texts.undoSeconds}
        marks={[0, 3, 5, 10].map((value) => ({ value, label: texts.undoSeconds(value) }))}
        thumbLabel={texts.undo}
      />
      <p className={classes.dim}>{texts.undoHint}</p>

      <h3>{texts.alerts}</h3>
      <Stack gap="sm" align="flex-start">
        <Switch
          label={texts.sound}
          description={texts.soundHint}
          checked={preferences.sound}
          onChange={(event) => {
            if (event.currentTarget.checked) playArrival();
            change({ sound: event.currentTarget.checked });
          }}
        />
        <Switch
          label={texts.notifications}
          error={blocked && texts.notificationsBlocked}
          checked={preferences.desktopNotifications}
          onChange={(event) => void setNotifications(event.currentTarget.checked)}
        />
        <OfferAlerts change={change} />
      </Stack>

      <KeysSection keys={preferences.keys} onChange={(keys) => change({ keys })} />

      <h3>{texts.password}</h3>
      <PasswordForm />

      <h3>{texts.everywhere}</h3>
      <p className={classes.dim}>{texts.everywhereHint}</p>
      <Button variant="light" color="red" onClick={() => void signOutEverywhere()}>
        {texts.everywhere}
      </Button>

      {localXUrl && (
        <>
          <h3>{texts.practice}</h3>
          <p className={classes.dim}>{texts.practiceHint}</p>
          <Button
            variant="default"
            disabled={!preferences.practiceDone}
            onClick={() => {
              change({ practiceDone: false });
              tellDone(texts.practiceSet);
            }}
          >
            {texts.practice}
          </Button>
        </>
      )}
    </div>
  );
}
