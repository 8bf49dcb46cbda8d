import { Button, Checkbox, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Dataset } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { datasetQuery } from '../../api/datasets.ts';
import { queryClient } from '../../api/query-client.ts';
import { reportOfQuery } from '../../api/reports.ts';
import { useMay } from '../../api/session.ts';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { dataTexts as texts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { ReportMails } from '../reports/ReportMails.tsx';
import { ReportSettings } from '../reports/ReportSettings.tsx';
import { DeleteGuard } from '../settings/parts/index.ts';
import classes from './data.module.css';

/** Name, keys, how many states are kept; and its end. */
export function SettingsTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/settings' });
  const { data } = useQuery(datasetQuery(datasetId));
  // Made anew when another version came: its columns may be others.
  return data ? (
    <div className={classes.settings}>
      <SettingsForm key={data.version} dataset={data} />
      <ReportSettings datasetId={datasetId} />
      <ReportMails datasetId={datasetId} />
    </div>
  ) : (
    <LoadingState label={commonTexts.loading} />
  );
}

function SettingsForm({ dataset }: { dataset: Dataset }) {
  const may = useMay();
  const navigate = useNavigate();
  const [name, setName] = useState(dataset.name);
  const [description, setDescription] = useState(dataset.description);
  const [keys, setKeys] = useState<string[]>(dataset.keys);
  const [keepVersions, setKeepVersions] = useState(dataset.keepVersions);
  const [busy, setBusy] = useState(false);
  const [going, setGoing] = useState(false);
  const mayChange = may('data.manage') && dataset.level !== 'read';
  // The keys of a report are a part of its schedule: how its rows meet those that are there.
  const isFree = useQuery(reportOfQuery(dataset.id)).data === null;
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['setup', 'dataset'] });
  const save = async () => {
    setBusy(true);
    try {
      await api.datasets.change(
        { datasetId: dataset.id },
        { name, description, keepVersions, ...(isFree && { keys }) },
      );
      tellDone(texts.saved);
      await refresh();
    } catch (error) {
      tellProblem(texts.cannotSave, error);
    }
    setBusy(false);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={texts.name}
        required
        withAsterisk={false}
        maxLength={255}
        disabled={!mayChange}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={texts.description}
        autosize
        minRows={2}
        maxLength={4_000}
        disabled={!mayChange}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      {isFree && (
        <Checkbox.Group label={texts.keys} description={texts.keysHint} value={keys} onChange={setKeys}>
          <Stack gap="xs" mt={6}>
            {dataset.columns.map((column) => (
              <Checkbox
                key={column.name}
                value={column.name}
                label={column.name}
                disabled={!mayChange || column.type === 'DOUBLE'}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <NumberInput
        label={texts.keepVersions}
        description={texts.keepHint}
        min={1}
        max={1_000}
        disabled={!mayChange}
        value={keepVersions}
        onChange={(value) => setKeepVersions(Number(value) || 1)}
      />
      {mayChange && (
        <Group>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {commonTexts.save}
          </Button>
          {dataset.level === 'owner' && (
            <Button variant="light" color="red" onClick={() => setGoing(true)}>
              {texts.remove}
            </Button>
          )}
        </Group>
      )}
      {going && (
        <DeleteGuard
          id={dataset.id}
          name={dataset.name}
          hint={texts.removeHint(dataset.rows)}
          forGood
          remove={() => api.datasets.remove({ datasetId: dataset.id })}
          onRemoved={() => void navigate({ to: '/datasources' }).then(refresh)}
          onClose={() => setGoing(false)}
        />
      )}
    </form>
  );
}
