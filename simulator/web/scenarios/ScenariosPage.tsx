import { Page } from '../parts/Page.tsx';
import { scenarioTexts as texts } from '../texts/scenarios.ts';
import { Data } from './Data.tsx';
import { OwnScript } from './OwnScript.tsx';
import { Recording } from './Recording.tsx';
import { Runs } from './Runs.tsx';
import { ScenarioList } from './ScenarioList.tsx';
import { Seed } from './Seed.tsx';
import './scenarios.css';

/** What happens by itself, and everything at once. */
export function ScenariosPage() {
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="page-content">
        <ScenarioList />
        <Runs />
        <Recording />
        <OwnScript />
        <Seed />
        <Data />
      </div>
    </Page>
  );
}
