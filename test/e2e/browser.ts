import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { browserApps } from '../../bin/browser-apps.ts';
import { buildWeb } from '../../bin/build-web.ts';
import type { Preferences } from '../../contract/api/index.ts';
import { type ApiUser, type Product, type ProductOptions, startProduct } from '../product.ts';

/** The browser that the test command found, else the one that npm carries. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? (await unpackChromium());
  return chromium.launch({ executablePath, args: process.platform === 'linux' ? ['--no-sandbox'] : [] });
}

async function unpackChromium(): Promise<string> {
  const { default: carried } = await import('@sparticuz/chromium');
  return carried.executablePath();
}

/** Builds the pages where their sources changed, and says where they are. */
export async function buildPages(): Promise<string> {
  await buildWeb();
  return fileURLToPath(new URL(`../../${browserApps.web.output}`, import.meta.url));
}

export type Seat = {
  readonly page: Page;
  readonly user: ApiUser;
  /** Opens another tab of the same browser, with the same sign-in. */
  tab(path?: string): Promise<Page>;
  close(): Promise<void>;
};

/** The product with its pages, and a browser in which people sit down at it. */
export type Office = {
  readonly product: Product;
  readonly browser: Browser;
  /** A browser of its own with nobody signed in. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** A browser of its own in which `user` is signed in and looks at `path`. */
  seat(user: ApiUser, path?: string, options?: SeatOptions): Promise<Seat>;
  /** Throws when a page had an error that it did not show. */
  checkPages(): void;
  close(): Promise<void>;
};

export interface SeatOptions extends BrowserContextOptions {
  readonly preferences?: Partial<Preferences>;
}

export async function openOffice(options: ProductOptions = {}): Promise<Office> {
  const webDir = await buildPages();
  const browser = await launchBrowser();
  const product = await startProduct({ webDir, ...options });
  const problems: string[] = [];
  const watch = (page: Page) => {
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  };
  const open = async (path: string, contextOptions: BrowserContextOptions, cookie?: string) => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      ...contextOptions,
    });
    context.on('page', watch);
    if (cookie) await context.addCookies(readCookies(cookie, product.url));
    const page = await context.newPage();
    await page.goto(product.url + path);
    return page;
  };
  return {
    product,
    browser,
    visit: (path, contextOptions = {}) => open(path, contextOptions),
    seat: async (user, path = '/', { preferences, ...contextOptions } = {}) => {
      // The practice covers what other tests look at; short times to take back keep them short.
      await user.ask('PATCH', '/api/session/preferences', {
        practiceDone: true,
        undoSeconds: 0,
        ...preferences,
      });
      const page = await open(path, contextOptions, user.headers['cookie']);
      return {
        page,
        user,
        tab: async (tabPath = path) => {
          const tab = await page.context().newPage();
          await tab.goto(product.url + tabPath);
          return tab;
        },
        close: () => page.context().close(),
      };
    },
    checkPages: () => {
      if (problems.length > 0) throw new Error(`a page had problems: ${problems.splice(0).join('; ')}`);
    },
    close: async () => {
      await browser.close();
      await product.close();
    },
  };
}

function readCookies(header: string, url: string) {
  return header.split('; ').map((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return { name, value: rest.join('='), url, httpOnly: true };
  });
}

/** The parts of the desk, by the names that a screen reader says. */
export function deskOf(page: Page) {
  const list = page.getByRole('region', { name: 'Conversations' });
  const thread = page.getByRole('region', { name: 'Inbox' });
  return {
    list,
    thread,
    /** The row of a customer in the list. */
    row: (customer: string): Locator => list.getByRole('link', { name: customer }),
    /** The customer's panel at the right. */
    panel: page.getByRole('complementary').filter({ hasText: 'Profile' }),
    reply: page.getByRole('textbox', { name: /^Write to / }),
    note: page.getByRole('textbox', { name: /^Write a note/ }),
    /** A message or note in the thread by its text. */
    message: (text: string | RegExp): Locator => thread.getByRole('article').filter({ hasText: text }),
    open: async (customer: string): Promise<void> => {
      await list.getByRole('link', { name: customer }).click();
      await thread.getByRole('heading', { level: 1, name: customer }).waitFor();
      // The list holds still while somebody points at it.
      await thread.hover();
    },
  };
}

/** Waits until it can be seen, as a claim: `expect(await shown(…)).toBe(true)`. */
export async function shown(what: Locator): Promise<boolean> {
  await what.waitFor();
  return true;
}
