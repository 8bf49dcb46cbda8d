import { Button, Group, Select, Slider } from '@mantine/core';
import { useState } from 'react';
import type { Preferences } from '../../../contract/api/index.ts';
import { usePreferences } from '../../api/session.ts';
import { playSound } from '../../live/sound.ts';
import { offerAlertTexts as texts } from '../../texts/offer-alerts.ts';
import { soundNames } from '../../texts/seat.ts';
import classes from './settings.module.css';

const sounds = ['none', 'chime', 'bell', 'knock', 'alarm'] as const;
const asSetUp = { value: 'template' as const, label: texts.asSetUp };

/** How offers are heard and shown to oneself, where that shall differ from how they are set up. */
export function OfferAlerts({ change }: { change: (part: Partial<Preferences>) => void }) {
  const { offerSound, offerLoop, offerDesktop, volume } = usePreferences();
  const [shown, setShown] = useState(volume);
  const heard = offerSound === 'template' ? 'chime' : offerSound;
  return (
    <>
      <Group align="flex-end" gap="xs">
        <Select
          label={texts.sound}
          allowDeselect={false}
          data={[asSetUp, ...sounds.map((value) => ({ value, label: soundNames[value] }))]}
          value={offerSound}
          onChange={(value) => value && change({ offerSound: value })}
        />
        <Button variant="default" disabled={heard === 'none'} onClick={() => playSound(heard, shown)}>
          {texts.play}
        </Button>
      </Group>
      <Select
        label={texts.loop}
        allowDeselect={false}
        data={[
          asSetUp,
          { value: 'once' as const, label: texts.once },
          { value: 'always' as const, label: texts.always },
        ]}
        value={offerLoop}
        onChange={(value) => value && change({ offerLoop: value })}
      />
      <Select
        label={texts.desktop}
        description={texts.desktopHint}
        allowDeselect={false}
        data={[
          asSetUp,
          { value: 'never' as const, label: texts.desktops.never },
          { value: 'background' as const, label: texts.desktops.background },
          { value: 'always' as const, label: texts.desktops.always },
        ]}
        value={offerDesktop}
        onChange={(value) => value && change({ offerDesktop: value })}
      />
      <div>
        <p className={classes.dim}>{texts.volume}</p>
        <Slider
          w={260}
          min={0}
          max={100}
          step={5}
          value={shown}
          onChange={setShown}
          onChangeEnd={(value) => {
            change({ volume: value });
            playSound(heard, value);
          }}
          label={(value) => `${value} %`}
          thumbLabel={texts.volume}
        />
      </div>
    </>
  );
}
