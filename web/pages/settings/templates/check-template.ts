import type { TemplateSettings } from '../../../../contract/api/index.ts';
import { templateTexts as texts } from '../../../texts/templates.ts';

const contextSlug = /^context:[A-Za-z][A-Za-z0-9_]{0,49}$/;

/** What is wrong with a template, by field, before it is sent. */
export function checkTemplate({ name, settings }: { name: string; settings: TemplateSettings }) {
  const { fields, countdownSeconds, acceptText, declineText } = settings;
  const blank = fields.some((field) => field.heading.trim() === '');
  const nameless = fields.some(({ slug }) => slug.startsWith('context:') && !contextSlug.test(slug));
  return {
    name: name.trim() === '' ? texts.namePresent : undefined,
    'settings.fields': blank ? texts.headingMissing : nameless ? texts.variableMissing : undefined,
    'settings.countdownSeconds':
      countdownSeconds < 10 || countdownSeconds > 3_600 ? texts.countdownWrong : undefined,
    'settings.acceptText': acceptText.trim() === '' ? texts.wordMissing : undefined,
    'settings.declineText': declineText.trim() === '' ? texts.wordMissing : undefined,
  };
}
