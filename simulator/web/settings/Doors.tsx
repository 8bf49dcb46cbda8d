import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { readDoors } from '../api/settings.ts';
import { Section } from '../parts/Page.tsx';
import { Facts } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { settingsTexts as texts } from '../texts/settings.ts';

/** A door's address, or how it is opened. */
function Door({ url, option }: { url: string | null; option: string }) {
  return url === null ? <span className="dim">{texts.closed(option)}</span> : <code>{url}</code>;
}

/** Where clients that know X's own hosts only come in, and what they must trust. */
export function Doors() {
  const doors = useQuery({ queryKey: ['doors'], queryFn: readDoors });
  return (
    <Section title={texts.doors} lead={texts.doorsLead}>
      <Shown query={doors}>
        {({ tlsUrl, proxyUrl, caFile }) => (
          <>
            <Facts
              facts={[
                [texts.tls, <Door key="t" url={tlsUrl} option="--tls-port" />],
                [texts.proxy, <Door key="p" url={proxyUrl} option="--proxy-port" />],
                ...(caFile === null ? [] : ([[texts.authority, <code key="c">{caFile}</code>]] as const)),
              ]}
            />
            {caFile !== null && (
              <div className="button-row">
                <Button
                  variant="default"
                  component="a"
                  href="/_control/ca.pem"
                  download="ca.pem"
                  leftSection={<IconDownload size={16} />}
                >
                  {texts.download}
                </Button>
              </div>
            )}
          </>
        )}
      </Shown>
    </Section>
  );
}
