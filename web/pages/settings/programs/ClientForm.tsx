import { Textarea, TextInput } from '@mantine/core';
import type { ProgramClient } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { programClientsQuery } from '../../../api/programs.ts';
import { queryClient } from '../../../api/query-client.ts';
import { oauthTexts as texts } from '../../../texts/programs-oauth.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, useEditForm } from '../parts/index.ts';

export interface MadeClient {
  readonly client: Pick<ProgramClient, 'id' | 'name'>;
  readonly secret: string;
}

interface Props {
  client?: ProgramClient;
  onMade: (made: MadeClient) => void;
  onClose: () => void;
}

const MOST_REDIRECTS = 10;
const order = ['label', 'input', 'description', 'error'] as const;
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A program of others: its name, and where it is answered. */
export function ClientForm({ client, onMade, onClose }: Props) {
  const form = useEditForm<{ name: string; redirectUris: string }>({
    initial: { name: client?.name ?? '', redirectUris: client?.redirectUris.join('\n') ?? '' },
    check: (values) => {
      const count = linesOf(values.redirectUris).length;
      return {
        name: values.name.trim() === '' ? partTexts.needsName : undefined,
        redirectUris: count === 0 ? texts.needsRedirects : count > MOST_REDIRECTS ? texts.tooMany : undefined,
      };
    },
    save: async (values) => {
      const body = { name: values.name.trim(), redirectUris: linesOf(values.redirectUris) };
      if (client) await api.programClients.update({ id: client.id }, body);
      else onMade(await api.programClients.create(body));
      await queryClient.invalidateQueries({ queryKey: programClientsQuery.queryKey });
    },
  });
  return (
    <EditDrawer title={client ? partTexts.editOf(client.name) : texts.add} form={form} onClose={onClose}>
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        inputWrapperOrder={[...order]}
        required
        withAsterisk={false}
        maxLength={100}
        dir="auto"
        {...form.text('name')}
      />
      <Textarea
        label={texts.redirects}
        description={texts.redirectsHint}
        inputWrapperOrder={[...order]}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={22_000}
        dir="ltr"
        {...form.text('redirectUris')}
      />
    </EditDrawer>
  );
}
