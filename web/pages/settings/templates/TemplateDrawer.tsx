import { Button, Group, Radio, Select, Stack, Switch, TextInput } from '@mantine/core';
import type { NotificationTemplate, TemplateSettings } from '../../../../contract/api/index.ts';
import { standardTemplate } from '../../../../contract/api/template-standard.ts';
import { api } from '../../../../client/index.ts';
import { usePreferences } from '../../../api/session.ts';
import { playSound } from '../../../live/sound.ts';
import { soundNames } from '../../../texts/seat.ts';
import { templateTexts as texts } from '../../../texts/templates.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../parts/index.ts';
import { checkTemplate } from './check-template.ts';
import { FieldsEditor } from './FieldsEditor.tsx';
import { TemplatePreview } from './TemplatePreview.tsx';
import classes from './templates.module.css';
import { NumberField } from '../../../forms/NumberField.tsx';

interface Props {
  template: NotificationTemplate | undefined;
  onClose: () => void;
  onSaved: () => void;
  onCopy: (template: NotificationTemplate) => void;
}

/** One card: what it shows, how it is answered, how it is heard; beside it, how it looks. */
export function TemplateDrawer({ template, onClose, onSaved, onCopy }: Props) {
  const { volume } = usePreferences();
  const form = useEditForm({
    initial: initialOf(template),
    check: checkTemplate,
    save: (values) =>
      template ? api.templates.update({ id: template.id }, values) : api.templates.create(values),
  });
  const { settings } = form.values;
  const set = (part: Partial<TemplateSettings>) => form.set({ settings: { ...settings, ...part } });
  const firm = template?.standard === true;
  if (firm) return <StandardTemplate template={template} onClose={onClose} onCopy={onCopy} />;
  const auto = settings.autoAccept ? 'accept' : settings.autoAssign ? 'assign' : 'ask';
  return (
    <EditDrawer
      title={template?.name ?? texts.newTitle}
      form={form}
      onClose={onClose}
      onSaved={onSaved}
      size="lg"
    >
      <TextInput label={texts.name} maxLength={100} required {...form.text('name')} />
      <TemplatePreview settings={settings} />
      <FieldGroup title={texts.fields} hint={texts.fieldsHint}>
        <FieldsEditor
          fields={settings.fields}
          onChange={(fields) => set({ fields })}
          error={form.errorOf('settings.fields')}
        />
      </FieldGroup>
      <FieldGroup title={texts.answer}>
        <NumberField
          label={texts.countdown}
          description={texts.countdownHint}
          min={10}
          max={3_600}
          allowDecimal={false}
          clampBehavior="none"
          value={settings.countdownSeconds}
          error={form.errorOf('settings.countdownSeconds')}
          onChange={(value) => set({ countdownSeconds: Number(value) || 0 })}
        />
        <Switch
          label={texts.showCountdown}
          checked={settings.showCountdown}
          onChange={(event) => set({ showCountdown: event.currentTarget.checked })}
        />
        <Radio.Group
          label={texts.auto}
          value={auto}
          onChange={(value) => set({ autoAssign: value !== 'ask', autoAccept: value === 'accept' })}
        >
          <Stack gap={6} mt={6}>
            <Radio value="ask" label={texts.autos.ask} />
            <Radio value="assign" label={texts.autos.assign} />
            <Radio value="accept" label={texts.autos.accept} />
          </Stack>
        </Radio.Group>
        <TextInput
          label={texts.acceptText}
          maxLength={30}
          value={settings.acceptText}
          error={form.errorOf('settings.acceptText')}
          onChange={(event) => set({ acceptText: event.currentTarget.value })}
        />
        <Switch
          label={texts.canDecline}
          disabled={auto !== 'ask'}
          checked={settings.canDecline && auto === 'ask'}
          onChange={(event) => set({ canDecline: event.currentTarget.checked })}
        />
        {settings.canDecline && auto === 'ask' && (
          <TextInput
            label={texts.declineText}
            maxLength={30}
            value={settings.declineText}
            error={form.errorOf('settings.declineText')}
            onChange={(event) => set({ declineText: event.currentTarget.value })}
          />
        )}
      </FieldGroup>
      <FieldGroup title={texts.alerts} hint={texts.personHint}>
        <Select
          label={texts.desktop}
          allowDeselect={false}
          data={(['never', 'background', 'always'] as const).map((value) => ({
            value,
            label: texts.desktops[value],
          }))}
          value={settings.desktop}
          onChange={(desktop) => desktop && set({ desktop })}
        />
        <Group align="flex-end" gap="xs">
          <Select
            label={texts.sound}
            allowDeselect={false}
            data={sounds.map((value) => ({ value, label: soundNames[value] }))}
            value={settings.sound}
            onChange={(sound) => sound && set({ sound })}
          />
          <Button
            variant="default"
            disabled={settings.sound === 'none'}
            onClick={() => playSound(settings.sound, volume)}
          >
            {texts.play}
          </Button>
        </Group>
        <Switch
          label={texts.loops}
          disabled={settings.sound === 'none'}
          checked={settings.soundLoops}
          onChange={(event) => set({ soundLoops: event.currentTarget.checked })}
        />
      </FieldGroup>
    </EditDrawer>
  );
}

const initialOf = (
  template: NotificationTemplate | undefined,
): { name: string; settings: TemplateSettings } => ({
  name: template?.name ?? '',
  settings: template?.settings ?? standardTemplate,
});

const sounds = ['none', 'chime', 'bell', 'knock', 'alarm'] as const;

const unchanged = { dirty: false, busy: false, problem: undefined };

/** What cannot be changed is shown, with the way to a copy. */
function StandardTemplate({
  template,
  onClose,
  onCopy,
}: Pick<Props, 'onClose' | 'onCopy'> & { template: NotificationTemplate }) {
  return (
    <EditDrawer
      title={template.name}
      saveLabel={texts.copyIt}
      form={{
        ...unchanged,
        submit: () => {
          onCopy(template);
          return Promise.resolve(true);
        },
      }}
      onClose={onClose}
    >
      <p className={classes.hint}>{texts.standardHint}</p>
      <TemplatePreview settings={template.settings} />
    </EditDrawer>
  );
}
