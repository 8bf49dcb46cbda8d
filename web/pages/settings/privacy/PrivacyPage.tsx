import { privacyTexts as texts } from '../../../texts/privacy.ts';
import classes from '../settings.module.css';
import { FindPerson } from './FindPerson.tsx';
import { Requests } from './Requests.tsx';
import { Retention } from './Retention.tsx';

/** What is held of people: given out, erased, and kept only so long. */
export function PrivacyPage() {
  return (
    <div className={classes.page}>
      <h2>{texts.title}</h2>
      <p className={classes.lead}>{texts.lead}</p>
      <FindPerson />
      <Requests />
      <Retention />
    </div>
  );
}
