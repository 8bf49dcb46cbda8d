import { Badge } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NotificationTemplate } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { templatesQuery } from '../../../api/templates.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { soundNames } from '../../../texts/seat.ts';
import { templateTexts as texts } from '../../../texts/templates.ts';
import { DeleteGuard, ListPage, RowList } from '../parts/index.ts';
import { TemplateDrawer } from './TemplateDrawer.tsx';

const refresh = () => queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey });

/** How offers look and sound. */
export function TemplatesPage() {
  const query = useQuery(templatesQuery);
  const templates = query.data?.templates;
  const [open, setOpen] = useState<NotificationTemplate | 'new' | undefined>();
  const [leaving, setLeaving] = useState<NotificationTemplate | undefined>();
  const copy = async ({ name, settings }: NotificationTemplate) => {
    try {
      const made = await api.templates.create({ name: freeName(name, templates ?? []), settings });
      await refresh();
      setOpen(made);
    } catch (error) {
      tellProblem(texts.cannotCopy, error);
    }
  };
  return (
    <>
      <ListPage
        title={texts.title}
        lead={texts.lead}
        query={query}
        items={templates}
        textOf={(template) => template.name}
        addLabel={texts.add}
        onAdd={() => setOpen('new')}
        empty={{ icon: <IconBellRinging size={32} />, title: texts.emptyTitle, hint: texts.emptyHint }}
      >
        {(items) => (
          <RowList
            label={texts.title}
            items={items}
            nameOf={(template) => template.name}
            marksOf={(template) =>
              template.standard && (
                <Badge variant="light" size="sm" title={texts.standardHint}>
                  {texts.standard}
                </Badge>
              )
            }
            factsOf={factsOf}
            onOpen={setOpen}
            onCopy={(template) => void copy(template)}
            onDelete={setLeaving}
            mayDelete={(template) => !template.standard}
          />
        )}
      </ListPage>
      {open && (
        <TemplateDrawer
          key={open === 'new' ? 'new' : open.id}
          template={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
          onSaved={() => void refresh()}
          onCopy={(template) => void copy(template)}
        />
      )}
      {leaving && (
        <DeleteGuard
          name={leaving.name}
          id={leaving.id}
          findUses={() =>
            Promise.resolve(leaving.workStreams.map((stream) => ({ kind: 'work_stream', ...stream })))
          }
          remove={() => api.templates.remove({ id: leaving.id })}
          onRemoved={() => void refresh()}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

function factsOf({ settings, workStreams, standard }: NotificationTemplate): string {
  const uses = workStreams.length > 0 && texts.usedBy(workStreams.map((stream) => stream.name).join(', '));
  return [
    texts.facts(settings.countdownSeconds, settings.fields.length),
    soundNames[settings.sound],
    ...(uses ? [uses] : []),
    ...(standard ? [texts.standardHint] : []),
  ].join(' · ');
}

/** "Copy of …", numbered where that is taken. */
function freeName(name: string, taken: readonly NotificationTemplate[]): string {
  const names = new Set(taken.map((template) => template.name.toLowerCase()));
  const wanted = texts.copyName(name).slice(0, 90);
  let free = wanted;
  for (let count = 2; names.has(free.toLowerCase()); count += 1) free = `${wanted} ${count}`;
  return free;
}
