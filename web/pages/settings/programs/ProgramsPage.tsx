import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CopyBlock, CopyField } from '../../../../ui/index.ts';
import { programKeysQuery } from '../../../api/programs.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { programEventTexts, programTexts as texts, tryTexts } from '../../../texts/programs.ts';
import settings from '../settings.module.css';
import { ProgramClients } from './ProgramClients.tsx';
import { ProgramIntegrations } from './ProgramIntegrations.tsx';
import { ProgramKeys } from './ProgramKeys.tsx';
import { tryOut } from './try-out.ts';
import classes from './programs.module.css';

/** What programs that speak the Sunshine Conversations API need: address, keys, integrations. */
export function ProgramsPage() {
  const { data } = useQuery(programKeysQuery);
  const copy = { copyLabel: commonTexts.copy, copiedLabel: commonTexts.copied };
  return (
    <div className={settings.page}>
      <h2>{texts.title}</h2>
      <p className={settings.lead}>{texts.lead}</p>
      {data && (
        <section aria-label={texts.connection} className={classes.connection}>
          <CopyField label={texts.baseUrl} value={data.baseUrl} {...copy} />
          <CopyField label={texts.appId} value={data.appId} {...copy} />
          <div className={classes.wide}>
            <CopyBlock
              label={texts.example}
              description={texts.exampleHint}
              value={tryOut(data.baseUrl, texts.keyPlace, texts.secretPlace)}
              {...copy}
            />
          </div>
        </section>
      )}
      <p>
        <Link to="/settings/programs/events">{programEventTexts.open}</Link>
        <span className={settings.dim}> {programEventTexts.openHint}</span>
      </p>
      <p>
        <Link to="/settings/programs/try">{tryTexts.open}</Link>
        <span className={settings.dim}> {tryTexts.openHint}</span>
      </p>
      <ProgramKeys />
      {data && <ProgramIntegrations />}
      {data && <ProgramClients baseUrl={data.baseUrl} />}
    </div>
  );
}
