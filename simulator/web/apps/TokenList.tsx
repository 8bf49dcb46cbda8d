import { useQuery } from '@tanstack/react-query';
import type { ControlIssuedToken } from '../../../contract/control/apps.ts';
import { listTokens, revokeToken } from '../api/apps.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { Tag } from '../parts/Rows.tsx';
import { Secret } from '../parts/Secret.tsx';
import { Shown } from '../parts/Shown.tsx';
import { exactMoment, shortMoment } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { appTexts as texts } from '../texts/apps.ts';

const SHOWN = 40;

function TokenItem({ token, onRevoke }: { token: ControlIssuedToken; onRevoke: () => void }) {
  return (
    <li>
      <details className="attempt">
        <summary>
          <PersonName id={token.userId} isPlain />
          <Tag tone="accent">
            {texts.kinds[token.kind]}
            {token.kind === 'oauth2' && ` ${texts.types[token.type]}`}
          </Tag>
          {token.permission && <Tag>{texts.permissions[token.permission]}</Tag>}
          {token.isUsed && <Tag tone="warn">{texts.used}</Tag>}
          <span className="dim">
            {token.expiresAt === undefined
              ? shortMoment(token.createdAt, null)
              : texts.expires(shortMoment(token.expiresAt, null))}
          </span>
        </summary>
        <Secret label={texts.token} value={token.token} />
        {token.secret && <Secret label={texts.tokenSecret} value={token.secret} />}
        <p className="dim">{[...(token.scopes ?? []), exactMoment(token.createdAt)].join(' · ')}</p>
        <div className="button-row">
          <PersonName id={token.userId} />
          <ConfirmButton
            size="compact-sm"
            color="red"
            question={texts.revokeQuestion}
            harm={texts.revokeHarm}
            verb={texts.revoke}
            onConfirm={onRevoke}
          >
            {texts.revoke}
          </ConfirmButton>
        </div>
      </details>
    </li>
  );
}

/** The tokens that people have given an app, newest first. */
export function TokenList({ appId }: { appId: string }) {
  const tokens = useQuery({ queryKey: ['tokens', appId], queryFn: () => listTokens({ appId }) });
  const revoke = useAct({ run: revokeToken, done: texts.revoked, refresh: ['tokens'] });
  return (
    <Shown
      query={tokens}
      isEmpty={(found) => found.length === 0}
      empty={<p className="dim">{texts.noTokens}</p>}
    >
      {(found) => (
        <ul className="attempts">
          {found.slice(0, SHOWN).map((token) => (
            <TokenItem key={token.token} token={token} onRevoke={() => revoke.mutate(token.token)} />
          ))}
        </ul>
      )}
    </Shown>
  );
}
