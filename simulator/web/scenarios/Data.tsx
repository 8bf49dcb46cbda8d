import { Button, FileButton } from '@mantine/core';
import { IconDownload, IconTrash, IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { loadDump, resetAll } from '../api/scenarios.ts';
import { Confirm, ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Section } from '../parts/Page.tsx';
import { useAct } from '../parts/use-act.ts';
import { scenarioTexts as texts } from '../texts/scenarios.ts';

/** Everything out, everything in, everything away. */
export function Data() {
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const refreshAll = () => void queries.invalidateQueries();
  const load = useAct({ run: (chosen: File) => loadDump(chosen), done: texts.loaded, after: refreshAll });
  const reset = useAct({ run: () => resetAll(), done: texts.resetDone, after: refreshAll });
  return (
    <Section title={texts.data} lead={texts.dataLead}>
      <div className="button-row">
        <Button
          variant="default"
          component="a"
          href="/_control/dump?format=lines"
          download="local-x.ndjson"
          leftSection={<IconDownload size={16} />}
        >
          {texts.dump}
        </Button>
        <FileButton accept=".ndjson,.json,application/json,application/x-ndjson" onChange={setFile}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={load.isPending}
              leftSection={<IconUpload size={16} />}
            >
              {texts.load}
            </Button>
          )}
        </FileButton>
        <ConfirmButton
          color="red"
          leftSection={<IconTrash size={16} />}
          loading={reset.isPending}
          question={texts.resetQuestion}
          harm={texts.resetHarm}
          verb={texts.resetVerb}
          onConfirm={() => reset.mutate()}
        >
          {texts.reset}
        </ConfirmButton>
      </div>
      <Confirm
        isOpen={file !== null}
        question={texts.loadQuestion}
        harm={texts.loadHarm(file?.name ?? '')}
        verb={texts.loadVerb}
        onClose={() => setFile(null)}
        onConfirm={() => file && load.mutate(file)}
      />
    </Section>
  );
}
