import type { Page } from 'playwright-core';
import type { OptionField, ReportOptions } from '../../contract/api/index.ts';
import { applyingFields, valueOf } from '../../web/lib/report-options.ts';

/** What stands on the focused element, as a screen reader says it. */
const FOCUSED = `(() => {
  const one = document.activeElement;
  const label = one?.labels?.[0]?.textContent;
  return (one?.getAttribute('aria-label') ?? label ?? one?.textContent ?? '').trim();
})()`;
const MOST_TABS = 120;

/** Presses Tab until what is called so has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(FOCUSED)) === name) return;
  }
  throw new Error(`“${name}” cannot be reached by Tab`);
}

export interface Fill {
  readonly datasetId: string;
  readonly postId: string;
  readonly day: string;
}

/** Fills what a connector asks for and has no default, so that its Details are complete. */
export async function fillDetails(page: Page, fields: readonly OptionField[], fill: Fill): Promise<void> {
  const options: ReportOptions = {};
  for (const field of applyingFields(fields, options)) {
    const { label } = field;
    const value = valueOf(field, options);
    switch (field.kind) {
      case 'number':
        if (value === null) await page.getByLabel(label, { exact: true }).fill(String(field.least));
        break;
      case 'date':
        await page.getByLabel(label, { exact: true }).fill(fill.day);
        break;
      case 'posts':
        await page.getByRole('textbox', { name: 'Ids or addresses of posts' }).fill(fill.postId);
        await page.getByRole('button', { name: 'Add them' }).click();
        break;
      case 'dataset':
        await page.getByRole('combobox', { name: label }).fill(fill.datasetId);
        break;
      case 'text':
        if (field.required) await page.getByLabel(label, { exact: true }).fill('something');
        break;
      case 'choice':
      case 'choices':
      case 'server':
      case 'server_dataset':
      case 'column':
      case 'switch':
        break;
    }
  }
}
