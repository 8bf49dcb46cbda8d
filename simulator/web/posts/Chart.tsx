import { useState } from 'react';
import { count } from '../parts/time.ts';
import { postTexts as texts } from '../texts/posts.ts';
import { type Point, pathsOf, roundTop, thinned } from './plot.ts';

const WIDTH = 640;
const HEIGHT = 160;
const moment = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** A series over time as a filled line; pointing at it says the numbers. */
export function Chart({ name, points }: { name: string; points: readonly Point[] }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const shown = thinned(points);
  const first = shown[0];
  const last = shown.at(-1);
  if (!first || !last) return <p className="dim">{texts.noSeries}</p>;
  const most = Math.max(...shown.map(({ value }) => value));
  const top = roundTop(most);
  const { line, area } = pathsOf(shown, top, WIDTH, HEIGHT);
  const spot = pointed === null ? undefined : shown[pointed];
  const x = pointed === null ? 0 : (pointed / Math.max(1, shown.length - 1)) * WIDTH;
  return (
    <figure className="chart">
      <figcaption className="dim">
        {spot ? `${moment.format(spot.at)}: ${count(spot.value)}` : count(top)}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={texts.chart(name, moment.format(first.at), moment.format(last.at), most)}
        onPointerMove={({ currentTarget, clientX }) => {
          const box = currentTarget.getBoundingClientRect();
          const share = (clientX - box.left) / box.width;
          setPointed(Math.min(shown.length - 1, Math.max(0, Math.round(share * (shown.length - 1)))));
        }}
        onPointerLeave={() => setPointed(null)}
      >
        <path
          d={`M0 0.5H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT - 0.5}H${WIDTH}`}
          className="chart-grid"
        />
        <path d={area} className="chart-area" />
        <path d={line} className="chart-line" />
        {spot && <path d={`M${x} 0V${HEIGHT}`} className="chart-mark" />}
      </svg>
      <div className="chart-ends dim">
        <span>{moment.format(first.at)}</span>
        <span>{moment.format(last.at)}</span>
      </div>
    </figure>
  );
}
