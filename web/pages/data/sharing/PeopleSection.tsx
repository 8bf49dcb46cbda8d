import { ActionIcon, NativeSelect, Radio, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { DatasetAudience, DatasetLevel, DatasetSharing } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { refreshDatasets } from '../../../api/dataset-sharing.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { sharingTexts as texts } from '../../../texts/dataset-sharing.ts';
import { levels } from './levels.ts';
import { ShareForm } from './ShareForm.tsx';
import classes from './sharing.module.css';
import { useGrantees } from './use-grantees.ts';

const audiences = ['everybody', 'named'] as const satisfies readonly DatasetAudience[];

/** Who sees a DataSet, and what they may do with it. */
export function PeopleSection(props: { datasetId: string; sharing: DatasetSharing; mayChange: boolean }) {
  const { datasetId, sharing, mayChange } = props;
  const { nameOf } = useGrantees();
  /** Chosen, and on its way. */
  const [wanted, setWanted] = useState<DatasetAudience>();
  const act = async (title: string, run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      tellProblem(title, error);
    }
    await refreshDatasets();
  };
  const share = (kind: 'member' | 'team', granteeId: string, level: DatasetLevel) =>
    act(texts.cannotShare, () => api.datasetSharing.share({ datasetId, kind, granteeId }, { level }));
  const choose = async (audience: DatasetAudience) => {
    setWanted(audience);
    await act(texts.cannotChange, () => api.datasetSharing.audience({ datasetId }, { audience }));
    setWanted(undefined);
  };
  const owners = sharing.shares.filter(({ level }) => level === 'owner');
  return (
    <section className={classes.section} aria-labelledby="sharing-who">
      <h2 id="sharing-who">{texts.who}</h2>
      <Radio.Group
        aria-label={texts.audience}
        value={wanted ?? sharing.audience}
        // The choices are the audiences.
        onChange={(audience) => void choose(audience as DatasetAudience)}
      >
        <Stack gap="xs">
          {audiences.map((audience) => (
            <Radio
              key={audience}
              value={audience}
              label={texts.audiences[audience]}
              description={texts.audienceHints[audience]}
              disabled={!mayChange}
            />
          ))}
        </Stack>
      </Radio.Group>
      <h3>{texts.named}</h3>
      {sharing.shares.length === 0 && <p className={classes.dim}>{texts.noShares}</p>}
      {sharing.shares.length > 0 && (
        <ul className={classes.items} aria-label={texts.named}>
          {sharing.shares.map(({ kind, id, level }) => {
            const name = nameOf(id);
            const isLast = level === 'owner' && owners.length === 1;
            return (
              <li key={id}>
                <span className={classes.name}>
                  <span dir="auto">{name}</span>
                  {kind === 'team' && <span className={classes.tag}>{texts.team}</span>}
                </span>
                {mayChange && !isLast ? (
                  <>
                    <NativeSelect
                      aria-label={texts.levelOf(name)}
                      value={level}
                      data={levels.map((value) => ({ value, label: texts.levels[value] }))}
                      // The options are the levels.
                      onChange={(event) => void share(kind, id, event.currentTarget.value as DatasetLevel)}
                    />
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={texts.unshare(name)}
                      onClick={() =>
                        void act(texts.cannotChange, () =>
                          api.datasetSharing.unshare({ datasetId, kind, granteeId: id }),
                        )
                      }
                    >
                      <IconX size={16} aria-hidden />
                    </ActionIcon>
                  </>
                ) : (
                  <span className={classes.dim}>{texts.levels[level]}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {mayChange && (
        <>
          <ShareForm taken={sharing.shares.map(({ id }) => id)} onShare={share} />
          <p className={classes.dim}>{texts.roleHint}</p>
        </>
      )}
    </section>
  );
}
