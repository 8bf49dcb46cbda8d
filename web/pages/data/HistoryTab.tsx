import { Badge, Button, Group, Modal, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DatasetVersion } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { EmptyState, LoadingState, RelativeTime } from '../../../ui/index.ts';
import { datasetQuery, datasetVersionsQuery } from '../../api/datasets.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './data.module.css';

interface Asked {
  readonly what: 'revert' | 'delete';
  readonly version: DatasetVersion;
}

/** Every state that is kept: looked at, brought back, taken out. */
export function HistoryTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/history' });
  const may = useMay();
  const dataset = useQuery(datasetQuery(datasetId)).data;
  const query = useQuery(datasetVersionsQuery(datasetId));
  const [asked, setAsked] = useState<Asked>();
  const versions = query.data?.versions;
  return (
    <>
      {query.isError && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {versions?.length === 0 && <EmptyState icon={<IconHistory size={28} />} title={texts.noHistory} />}
      {versions && versions.length > 0 && (
        <>
          {dataset && <p className={classes.before}>{texts.kept(dataset.keepVersions)}</p>}
          <ul className={classes.list} aria-label={texts.tabs.history}>
            {versions.map((version) => {
              const isNow = version.number === dataset?.version;
              return (
                <li key={version.number}>
                  <div className={classes.what}>
                    <strong>{texts.methods[version.method]}</strong>{' '}
                    {isNow && <Badge variant="light">{texts.isNow}</Badge>}
                    <p className={classes.dim}>
                      {texts.version(version.number)} · <RelativeTime at={version.createdAt} long /> ·{' '}
                      {texts.rows(version.rows)}
                      {texts.counts(version) && ` · ${texts.counts(version)}`}
                    </p>
                  </div>
                  <div className={classes.verbs}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      renderRoot={(props) => (
                        <Link
                          {...props}
                          to="/datasources/$datasetId/details/data"
                          params={{ datasetId }}
                          search={isNow ? {} : { version: version.number }}
                        />
                      )}
                    >
                      {texts.preview}
                    </Button>
                    {may('data.manage') && !isNow && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => setAsked({ what: 'revert', version })}
                      >
                        {texts.revert}
                      </Button>
                    )}
                    {may('data.manage') && (isNow || version.method === 'append') && (
                      <Button
                        size="compact-sm"
                        variant="light"
                        color="red"
                        onClick={() => setAsked({ what: 'delete', version })}
                      >
                        {texts.deleteUpdate}
                      </Button>
                    )}
                  </div>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {asked && <Question datasetId={datasetId} asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** What everybody reads changes at once: asked before. */
function Question(props: { datasetId: string; asked: Asked; onClose: () => void }) {
  const { datasetId, onClose } = props;
  const { what, version } = props.asked;
  const { number } = version;
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    try {
      const made =
        what === 'revert'
          ? await api.datasets.revert({ datasetId, number })
          : await api.datasets.deleteUpdate({ datasetId, number });
      tellDone(texts.reverted(made.number));
    } catch (error) {
      tellProblem(what === 'revert' ? texts.cannotRevert : texts.cannotDelete, error);
    }
    await queryClient.invalidateQueries({ queryKey: ['setup', 'dataset'] });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={what === 'revert' ? texts.revertTitle(number) : texts.deleteTitle(number)}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <Text size="sm">{what === 'revert' ? texts.revertHint : texts.deleteHint}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {commonTexts.cancel}
        </Button>
        <Button color={what === 'revert' ? undefined : 'red'} loading={busy} onClick={() => void act()}>
          {what === 'revert' ? texts.revert : texts.deleteUpdate}
        </Button>
      </Group>
    </Modal>
  );
}
