import { IconBulb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RatingModel, Skill } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { ratingModelsQuery, refreshSetup, skillsQuery } from '../../../api/setup.ts';
import { RatingModelForm } from '../../../forms/skill/RatingModelForm.tsx';
import { SkillForm } from '../../../forms/skill/SkillForm.tsx';
import { workTexts } from '../../../texts/work.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';

const texts = workTexts.skills;

type Layer =
  | { skill: Skill | undefined }
  | { model: RatingModel | undefined }
  | { removeSkill: Skill }
  | { removeModel: RatingModel };

/** Skills, and the models by which they are measured. */
export function SkillsPage() {
  const query = useQuery(skillsQuery);
  const modelsQuery = useQuery(ratingModelsQuery);
  const models = modelsQuery.data?.items;
  const [layer, setLayer] = useState<Layer | undefined>();
  const close = () => setLayer(undefined);
  const removed = () => void refreshSetup();
  const modelName = (id: string) => models?.find((model) => model.id === id)?.name ?? '';
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={query.data?.items}
        textOf={(skill) => `${skill.name} ${skill.kind}`}
        addLabel={texts.add}
        onAdd={() => setLayer({ skill: undefined })}
        empty={{ icon: <IconBulb size={28} aria-hidden />, title: texts.none, hint: texts.noneHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={(skill) => skill.name}
            factsOf={(skill) => texts.facts(skill.agents, skill.kind, modelName(skill.ratingModelId))}
            onOpen={(skill) => setLayer({ skill })}
            onDelete={(removeSkill) => setLayer({ removeSkill })}
          />
        )}
      </ListPage>
      <ListPage
        title={texts.models}
        lead={texts.modelsLead}
        query={modelsQuery}
        items={models}
        textOf={(model) => model.name}
        addLabel={texts.modelAdd}
        onAdd={() => setLayer({ model: undefined })}
        empty={{ title: texts.modelStandard, hint: texts.modelsLead }}
      >
        {(items) => (
          <RowList
            label={texts.models}
            items={items}
            nameOf={(model) => model.name}
            factsOf={(model) => model.ratings.map(({ name, value }) => `${name} ${value}`).join(' · ')}
            onOpen={(model) => setLayer({ model })}
            onDelete={(removeModel) => setLayer({ removeModel })}
          />
        )}
      </ListPage>
      {layer && 'skill' in layer && <SkillForm skill={layer.skill} onClose={close} />}
      {layer && 'model' in layer && <RatingModelForm model={layer.model} onClose={close} />}
      {layer && 'removeSkill' in layer && (
        <DeleteGuard
          id={layer.removeSkill.id}
          name={layer.removeSkill.name}
          findUses={async () => (await api.skills.uses({ id: layer.removeSkill.id })).uses}
          remove={() => api.skills.remove({ id: layer.removeSkill.id })}
          onRemoved={removed}
          onClose={close}
        />
      )}
      {layer && 'removeModel' in layer && (
        <DeleteGuard
          id={layer.removeModel.id}
          name={layer.removeModel.name}
          findUses={async () => (await api.ratingModels.uses({ id: layer.removeModel.id })).uses}
          remove={() => api.ratingModels.remove({ id: layer.removeModel.id })}
          onRemoved={removed}
          onClose={close}
        />
      )}
    </>
  );
}
