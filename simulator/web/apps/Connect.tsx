import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ControlApp, ControlToken } from '../../../contract/control/apps.ts';
import { Code } from '../parts/Code.tsx';
import { Section } from '../parts/Page.tsx';
import { appTexts as texts } from '../texts/apps.ts';
import { type RecipeName, recipes } from './recipes.ts';

// The keys of the record are the names.
const names = Object.keys(recipes) as RecipeName[];

/** How a program speaks to this local X as this app. */
export function Connect({ app, token }: { app: ControlApp; token: ControlToken | null }) {
  const [name, setName] = useState<RecipeName>('env');
  return (
    <Section title={texts.connect} lead={texts.connectLead}>
      <div className="scroll-x">
        <SegmentedControl
          size="xs"
          aria-label={texts.connect}
          data={names.map((value) => ({ value, label: texts.recipes[value] }))}
          value={name}
          onChange={(value) => setName(names.find((one) => one === value) ?? name)}
        />
      </div>
      {!token && <p className="dim">{texts.needsToken}</p>}
      <Code text={recipes[name](location.origin, app, token)} label={texts.recipes[name]} />
    </Section>
  );
}
