import { Button, NativeSelect } from '@mantine/core';
import { languageOptions } from '../../../lib/languages.ts';
import { automaticTexts } from '../../../texts/automatic.ts';
import classes from './automation.module.css';

interface Props {
  languages: readonly string[];
  shown: string;
  standard: string;
  onShow: (language: string) => void;
  onAdd: (language: string) => void;
  onRemove: (language: string) => void;
  onStandard: (language: string) => void;
}

const nameOf = (language: string) =>
  languageOptions(language).find((one) => one.value === language)?.label ?? language;

/** Which language of some texts is edited, which is for everybody else, and further ones. */
export function LanguageBar(props: Props) {
  const { languages, shown, standard } = props;
  const named = languages.map((value) => ({ value, label: nameOf(value) }));
  const further = languageOptions().filter(({ value }) => !languages.includes(value));
  return (
    <div className={classes.bar}>
      <NativeSelect
        label={automaticTexts.languageOfText}
        data={named}
        value={shown}
        onChange={(event) => props.onShow(event.currentTarget.value)}
      />
      <NativeSelect
        label={automaticTexts.defaultLanguage}
        data={named}
        value={standard}
        onChange={(event) => props.onStandard(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={automaticTexts.addLanguage}
        data={[{ value: '', label: `${automaticTexts.addLanguage}…` }, ...further]}
        value=""
        onChange={(event) => event.currentTarget.value && props.onAdd(event.currentTarget.value)}
      />
      {shown !== standard && (
        <Button variant="subtle" color="red" onClick={() => props.onRemove(shown)}>
          {automaticTexts.removeLanguage}
        </Button>
      )}
    </div>
  );
}

/** Texts by language without one of them. */
export function without<T>(texts: Readonly<Record<string, T>>, language: string): Record<string, T> {
  return Object.fromEntries(Object.entries(texts).filter(([one]) => one !== language));
}
