import { useQuery } from '@tanstack/react-query';
import { changeEngagementSettings, readEngagementSettings } from '../api/settings.ts';
import { Section } from '../parts/Page.tsx';
import { Shown } from '../parts/Shown.tsx';
import { CurveForm } from '../posts/CurveForm.tsx';
import { settingsTexts as texts } from '../texts/settings.ts';

/** The curve of every post that has none of its own. */
export function DefaultCurve() {
  const settings = useQuery({ queryKey: ['engagement', 'settings'], queryFn: readEngagementSettings });
  return (
    <Section title={texts.curve} lead={texts.curveLead}>
      <Shown query={settings}>
        {({ defaultCurve }) => (
          <CurveForm
            curve={defaultCurve}
            isDefault={Object.keys(defaultCurve).length === 0}
            save={(curve) => changeEngagementSettings({ defaultCurve: curve })}
            clear={() => changeEngagementSettings({ defaultCurve: {} })}
            words={texts.curveWords}
          />
        )}
      </Shown>
    </Section>
  );
}
