import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { languageOptions } from '../../lib/languages.ts';
import { describeError } from '../../shell/tell.ts';
import { privacyPageTexts as texts } from '../../texts/automatic.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { PublicFrame } from './PublicFrame.tsx';

/** What a business tells its customers about their data; for everybody who has the address. */
export function PrivacyPage() {
  const { handleId } = useParams({ from: '/privacy/$handleId' });
  const [chosen, setChosen] = useState<string | undefined>();
  const query = useQuery({
    queryKey: ['privacy-page', handleId],
    queryFn: () => api.consent.page({ id: handleId }),
    retry: false,
  });
  if (query.isPending) return <LoadingState label={commonTexts.loading} />;
  if (query.isError) return <PublicFrame title={texts.gone} lead={describeError(query.error)} />;
  const { businessName, username, pages, defaultLanguage, optOut } = query.data;
  const wanted = [...navigator.languages].flatMap((one) => [one, one.split('-')[0] ?? one]);
  const language = chosen ?? wanted.find((one) => pages[one] !== undefined) ?? defaultLanguage;
  const [word] = optOut;
  return (
    <PublicFrame
      title={texts.title(businessName)}
      {...(username && { lead: texts.byHandle(username) })}
      language={language}
    >
      {Object.keys(pages).length > 1 && (
        <NativeSelect
          label={texts.language}
          value={language}
          data={Object.keys(pages).map(
            (one) => languageOptions(one).find(({ value }) => value === one) ?? one,
          )}
          onChange={(event) => setChosen(event.currentTarget.value)}
          mb="md"
          maw={220}
        />
      )}
      {(pages[language] ?? '').split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph} dir="auto">
          {paragraph}
        </p>
      ))}
      {word && <p>{texts.stop(word)}</p>}
    </PublicFrame>
  );
}
