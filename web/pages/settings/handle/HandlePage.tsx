import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { EmptyState, LoadingState } from '../../../../ui/index.ts';
import { xAppsQuery } from '../../../api/queries.ts';
import { Face } from '../../../shell/Face.tsx';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { usePageTitle } from '../../../shell/use-page-title.ts';
import { accountTexts as texts } from '../../../texts/connect.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { ConsentPage } from '../automation/ConsentPage.tsx';
import { MessagesPage } from '../automation/MessagesPage.tsx';
import { SurveyPage } from '../automation/SurveyPage.tsx';
import settings from '../settings.module.css';
import { FilesTab } from './FilesTab.tsx';
import { GeneralTab } from './GeneralTab.tsx';
import classes from './handle.module.css';
import { HoursTab } from './HoursTab.tsx';
import { LinkTab } from './LinkTab.tsx';

type Tab = keyof typeof texts.tabs;
// Object.keys forgets the literal keys.
const tabs = Object.keys(texts.tabs) as Tab[];

/** Everything that is set for one handle, a tab for each subject. */
export function HandlePage() {
  const { handleId } = useParams({ from: '/frame/settings/x/$handleId' });
  const search = useSearch({ from: '/frame/settings/x/$handleId' });
  const tab = tabs.find((each) => each === search.tab) ?? 'general';
  const query = useQuery(xAppsQuery);
  const handle = query.data?.handles.find(({ id }) => id === handleId);
  usePageTitle(handle?.name ?? texts.settings, texts.title);
  return (
    <>
      <div className={`${settings.page} ${classes.head}`}>
        <Link to="/settings/x" className={classes.back}>
          <IconArrowLeft size={16} aria-hidden /> {texts.back}
        </Link>
        {query.isError && !query.data && <PageProblemOf query={query} />}
        {query.isPending && <LoadingState label={commonTexts.loading} />}
        {query.data && !handle && <EmptyState title={texts.noHandle} />}
        {handle && (
          <>
            <div className={classes.who}>
              <Face name={handle.name} url={handle.account.avatarUrl} size={40} />
              <div>
                <h2 dir="auto">{handle.name}</h2>
                {handle.account.username && <span className={settings.dim}>@{handle.account.username}</span>}
              </div>
            </div>
            <nav className={classes.tabs} aria-label={texts.settingsOf(handle.name)}>
              {tabs.map((each) => (
                <Link
                  key={each}
                  to="/settings/x/$handleId"
                  params={{ handleId }}
                  search={each === 'general' ? {} : { tab: each }}
                  // All of them lead to this address; the search tells them apart.
                  activeOptions={{ exact: true, includeSearch: true }}
                  className={classes.tab}
                  aria-current={each === tab ? 'page' : undefined}
                >
                  {texts.tabs[each]}
                </Link>
              ))}
            </nav>
          </>
        )}
      </div>
      {handle && tab === 'general' && <GeneralTab key={handle.id} handle={handle} />}
      {handle && tab === 'files' && <FilesTab key={handle.id} handle={handle} />}
      {handle && tab === 'hours' && <HoursTab key={handle.id} handle={handle} />}
      {handle && tab === 'messages' && <MessagesPage key={handle.id} of={handle.id} />}
      {handle && tab === 'privacy' && <ConsentPage key={handle.id} of={handle.id} />}
      {handle && tab === 'survey' && <SurveyPage key={handle.id} of={handle.id} />}
      {handle && tab === 'link' && <LinkTab key={handle.id} handle={handle} />}
    </>
  );
}
