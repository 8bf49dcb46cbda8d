import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Article, ArticleState } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { recordTexts } from '../../../texts/records.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';

const texts = recordTexts.articles;

interface Props {
  article: Article | undefined;
  onSaved: () => void;
  onClose: () => void;
}

/** One article; other words make a version on the server. */
export function ArticleForm({ article, onSaved, onClose }: Props) {
  const form = useEditForm({
    initial: {
      title: article?.title ?? '',
      body: article?.body ?? '',
      language: article?.language ?? 'en',
      tags: article?.tags.join(' ') ?? '',
      publicUrl: article?.publicUrl ?? '',
      state: article?.state ?? ('draft' as ArticleState),
    },
    save: ({ tags, publicUrl, ...rest }) => {
      const body = {
        ...rest,
        tags: tags.split(/[\s#]+/).filter(Boolean),
        publicUrl: publicUrl.trim() || null,
      };
      return article ? api.articles.update({ id: article.id }, body) : api.articles.create(body);
    },
  });
  return (
    <EditDrawer title={article?.title ?? texts.add} size="xl" form={form} onSaved={onSaved} onClose={onClose}>
      <TextInput label={texts.name} required maxLength={200} {...form.text('title')} />
      <Textarea
        label={texts.body}
        description={texts.bodyHint}
        required
        autosize
        minRows={10}
        dir="auto"
        {...form.text('body')}
      />
      <TextInput label={texts.language} maxLength={35} {...form.text('language')} />
      <TextInput label={texts.tags} {...form.text('tags')} />
      <TextInput label={texts.publicUrl} description={texts.publicUrlHint} {...form.text('publicUrl')} />
      <NativeSelect
        label={recordTexts.caseStatus}
        value={form.values.state}
        data={(['draft', 'published'] as const).map((value) => ({ value, label: texts[value] }))}
        // The options are the states' own words.
        onChange={(event) => form.set({ state: event.currentTarget.value as ArticleState })}
      />
    </EditDrawer>
  );
}
