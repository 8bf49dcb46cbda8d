import { Button, FileButton, TextInput, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { writeScenario } from '../api/scenarios.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { Section } from '../parts/Page.tsx';
import { useAct } from '../parts/use-act.ts';
import { scenarioTexts as texts } from '../texts/scenarios.ts';

/** A file's name as a scenario may be called. */
const nameOf = (file: string): string =>
  file
    .toLowerCase()
    .replace(/\.json$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);

/** Keeps a script that somebody wrote, from a file or as it is typed. */
export function OwnScript() {
  const [name, setName] = useState('');
  const [script, setScript] = useState('');
  const keep = useAct({
    run: () => writeScenario(name, script),
    done: ({ title }) => texts.kept(title),
    refresh: ['scenarios'],
    isSilent: true,
    after: () => {
      setName('');
      setScript('');
    },
  });
  const read = useAct({
    run: (file: File) => file.text(),
    after: (text, file) => {
      setScript(text);
      if (name === '') setName(nameOf(file.name));
    },
  });
  return (
    <Section title={texts.own} lead={texts.ownLead}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          keep.mutate();
        }}
      >
        <TextInput
          label={texts.recordName}
          description={texts.ownNameHelp}
          required
          maxLength={60}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Textarea
          label={texts.script}
          placeholder={texts.scriptExample}
          required
          autosize
          minRows={5}
          maxRows={18}
          dir="ltr"
          spellCheck={false}
          classNames={{ input: 'mono' }}
          value={script}
          onChange={({ currentTarget }) => setScript(currentTarget.value)}
        />
        <FormProblem error={keep.error} />
        <div className="form-foot">
          <FileButton accept=".json,application/json" onChange={(file) => file && read.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconUpload size={16} />}>
                {texts.fromFile}
              </Button>
            )}
          </FileButton>
          <Button type="submit" loading={keep.isPending}>
            {texts.keep}
          </Button>
        </div>
      </form>
    </Section>
  );
}
