import { Fragment } from 'react';

/** The first line and the headers of a message of HTTP. */
export function Headers({ first, headers }: { first: string; headers: Record<string, string> }) {
  return (
    <>
      <div className="mono first-line">{first}</div>
      <dl className="headers" dir="ltr">
        {Object.entries(headers).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
