import { Drawer } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { DataAlert, DataAlertNotice } from '../../../../contract/api/index.ts';
import { LoadingState, RelativeTime } from '../../../../ui/index.ts';
import { dataAlertNoticesQuery } from '../../../api/data-alerts.ts';
import { LoadMore } from '../../../shell/LoadMore.tsx';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { alertTexts as texts } from '../../../texts/data-alerts.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import classes from '../data.module.css';
import own from './alerts.module.css';

/** What an alert told, newest first. Mounted while it is open. */
export function AlertHistory({ alert, onClose }: { alert: DataAlert; onClose: () => void }) {
  const query = useInfiniteQuery(dataAlertNoticesQuery(alert.datasetId, alert.id));
  const notices = query.data?.pages.flatMap((page) => page.notices);
  return (
    <Drawer
      opened
      onClose={onClose}
      title={texts.historyTitle(alert.name)}
      position="right"
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <p className={own.words} dir="auto">
        {alert.words}
      </p>
      {query.isError && !notices && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {notices?.length === 0 && <p className={classes.dim}>{texts.historyNone}</p>}
      {notices && notices.length > 0 && (
        <ul className={classes.list} aria-label={texts.historyTitle(alert.name)}>
          {notices.map((notice) => (
            <Notice key={notice.id} notice={notice} isRows={alert.rule.kind === 'rows'} />
          ))}
        </ul>
      )}
      <LoadMore query={query} />
    </Drawer>
  );
}

function Notice({ notice, isRows }: { notice: DataAlertNotice; isRows: boolean }) {
  const { webhook, webhookError } = notice;
  const told = [
    texts.told(notice, isRows),
    texts.mailed(notice),
    webhook === null ? '' : texts.posts[webhook] + (webhookError === null ? '' : ` (${webhookError})`),
  ].filter((part) => part !== '');
  return (
    <li>
      <div className={classes.what}>
        <strong>{texts.update(notice.datasetVersion)}</strong>
        <p className={classes.dim}>{told.join(' · ')}</p>
      </div>
      <span className={classes.dim}>
        <RelativeTime at={notice.at} long />
      </span>
    </li>
  );
}
