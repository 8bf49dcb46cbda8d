import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Schedule } from '../../../../contract/api/index.ts';
import { nextTimesQuery } from '../../../api/reports.ts';
import { formatInZone, scheduleIsWrong } from '../../../lib/schedules.ts';
import { describeError } from '../../../shell/tell.ts';
import { scheduleTexts as texts } from '../../../texts/schedules.ts';
import classes from '../reports.module.css';

/** The next five times of the schedules, by the server, with what the zone's clocks show then. */
export function NextTimes({ schedules, zone }: { schedules: Schedule[]; zone: string }) {
  const [asked] = useDebouncedValue(
    schedules.filter((schedule) => !scheduleIsWrong(schedule)),
    300,
  );
  const query = useQuery({ ...nextTimesQuery(asked, zone), enabled: asked.length > 0 });
  if (asked.length === 0) return null;
  if (query.isError) {
    return (
      <p className={classes.problem} role="alert">
        {describeError(query.error)}
      </p>
    );
  }
  if (!query.data) return null;
  return (
    <div className={classes.estimate} role="status">
      <p>
        <strong>{query.data.length === 0 ? texts.nextNone : texts.next}</strong>
      </p>
      <ol className={classes.times} aria-label={texts.next}>
        {query.data.map((at) => (
          <li key={at}>
            <time dateTime={at}>{formatInZone(at, zone)}</time>
          </li>
        ))}
      </ol>
    </div>
  );
}
