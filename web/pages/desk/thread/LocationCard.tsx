import { IconMapPin } from '@tabler/icons-react';
import type { Entry } from '../../../../contract/api/index.ts';
import { threadTexts } from '../../../texts/thread.ts';
import classes from './thread.module.css';

/** A place that was shared, with a way to a map. */
export function LocationCard({ location }: { location: NonNullable<Entry['content']['location']> }) {
  const { latitude, longitude, name } = location;
  const known = latitude !== null && longitude !== null;
  return (
    <div className={classes.location}>
      <IconMapPin size={20} aria-hidden />
      <div>
        <strong dir="auto">{name ?? threadTexts.location}</strong>
        {known && (
          <p>
            {latitude.toFixed(5)}, {longitude.toFixed(5)}{' '}
            <a
              href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`}
              target="_blank"
              rel="noopener noreferrer"
            >
              {threadTexts.openMap}
            </a>
          </p>
        )}
      </div>
    </div>
  );
}
