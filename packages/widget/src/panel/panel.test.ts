import type { ServerResponse } from 'node:http';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { axeViolations, chromiumPath, hasChromium, launch, settle } from '../testing/browser.ts';
import { bundle } from '../testing/bundle.ts';
import { Peer } from '../testing/peer.ts';

if (!hasChromium)
  console.warn(`The tests of the panel are skipped: there is no Chromium at ${chromiumPath}.`);

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'";

const html = (attributes: string) => `<!doctype html>
<html lang="en" ${attributes}><head><title>Documentation</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><script type="module" src="/panel.js"></script></head>
<body><main><h1>Skip to the next track</h1><p><a href="#">A link</a></p></main>
<woes-widget key="woesw_test"></woes-widget></body></html>`;

const embedding = `<!doctype html><html lang="en"><head><title>Old page</title>
<script src="/embed.js" data-key="woesw_test" data-theme="dark"></script></head><body><h1>Old page</h1></body></html>`;

describe.skipIf(!hasChromium)('the panel in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let script: string;
  let embed: string;
  let peer: Peer;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    script = (await bundle('panel'))['panel.js']!;
    embed = (await bundle('embed'))['embed.js']!;
    browser = await launch();
  }, 60_000);
  afterAll(() => browser?.close());

  beforeEach(async () => {
    peer = new Peer();
    peer.page = answerPage;
    await peer.listen();
  });
  afterEach(async () => {
    await page.context().close();
    await peer.close();
    expect(complaints).toEqual([]);
  });

  function answerPage(path: string, response: ServerResponse): boolean {
    const send = (type: string, body: string) => {
      response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(body);
      return true;
    };
    if (path === '/embed.js') return send('text/javascript', embed);
    if (path === '/embedded') return send('text/html', embedding);
    if (path === '/panel.js') return send('text/javascript', script);
    return send('text/html', html(path === '/rtl' ? 'dir="rtl"' : ''));
  }

  async function visit(options: BrowserContextOptions = {}, path = '/'): Promise<void> {
    const context = await browser.newContext({
      viewport: { width: 1000, height: 700 },
      locale: 'en-GB',
      ...options,
    });
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text());
    });
    await page.goto(peer.url + path);
  }

  const launcher = () => page.locator('.launcher');
  const box = () => page.getByRole('textbox', { name: 'Your message' });
  const log = () => page.getByRole('log', { name: 'Conversation' });
  const rows = () => page.locator('.row');
  const conversation = () => [...peer.conversations.values()].at(-1)!;
  const focused = () =>
    page.evaluate(
      () =>
        document.querySelector('woes-widget')!.shadowRoot!.activeElement?.className ||
        document.querySelector('woes-widget')!.shadowRoot!.activeElement?.tagName,
    );

  async function say(text: string): Promise<void> {
    await box().fill(text);
    await box().press('Enter');
  }

  /** Open, with a question, an answer and a message that was refused. */
  async function talk(): Promise<void> {
    await launcher().click();
    await say('Why do I get 403?');
    await page.locator('.row.visitor time').waitFor();
    await page.waitForFunction(
      () =>
        document.querySelector('woes-widget')!.shadowRoot!.querySelector('h2')!.textContent === 'Acme API',
    );
    while (peer.streams.size === 0) await new Promise(setImmediate);
    peer.reply(conversation().id, 'The token lacks a scope.');
    await page.locator('.row.team').waitFor();
    peer.intercept = ({ method, path }) =>
      method === 'POST' && path.includes('messages') ? { status: 400, code: 'validation_failed' } : null;
    await say('refused');
    await page.getByText('Not sent').waitFor();
  }

  describe('axe finds nothing', () => {
    const ways: Record<string, [BrowserContextOptions, string?]> = {
      'in light mode': [{ colorScheme: 'light' }],
      'in dark mode': [{ colorScheme: 'dark' }],
      'on a small screen': [{ viewport: { width: 360, height: 640 } }],
      'from right to left': [{}, '/rtl'],
      'with forced colours': [{ forcedColors: 'active' }],
    };
    for (const [name, [options, path]] of Object.entries(ways))
      test(name, async () => {
        await visit({ reducedMotion: 'reduce', ...options }, path);
        await launcher().waitFor();
        expect(await axeViolations(page), 'closed').toEqual([]);
        await launcher().click();
        expect(await axeViolations(page), 'open').toEqual([]);
        await page.keyboard.press('Escape');
        await talk();
        expect(await axeViolations(page), 'with messages').toEqual([]);
        peer.resolve(conversation().id);
        await page.getByText('This conversation is resolved.').waitFor();
        expect(await axeViolations(page), 'resolved').toEqual([]);
      });
  });

  test('the keyboard alone opens, writes, retries and closes', async () => {
    await visit();
    const { keyboard } = page;
    await launcher().waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    expect(await focused()).toBe('launcher');
    await keyboard.press('Enter');
    expect(await focused()).toBe('TEXTAREA');
    await keyboard.type('first line');
    await keyboard.press('Shift+Enter');
    await keyboard.type('second line');
    peer.intercept = ({ path }) =>
      path === '/conversations' ? { status: 400, code: 'validation_failed' } : null;
    await keyboard.press('Enter');
    await page.getByText('Not sent').waitFor();
    peer.intercept = () => null;
    await keyboard.press('Shift+Tab');
    await keyboard.press('Shift+Tab');
    await keyboard.press('Enter');
    await page.locator('.row time').waitFor();
    expect(conversation().messages.map(({ body }) => body.text)).toEqual(['first line\nsecond line']);
    expect(await focused()).toBe('TEXTAREA');
    await keyboard.press('Escape');
    await expect.poll(focused).toBe('launcher');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    await keyboard.press('Space');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
  });

  test('on a small screen the focus stays inside until it is closed', async () => {
    await visit({ viewport: { width: 360, height: 640 } });
    await launcher().click();
    for (let n = 0; n < 12; n++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('A');
    }
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('launcher');
  });

  test('every target is at least 44 pixels', async () => {
    await visit();
    await talk();
    await settle(page);
    for (const button of await page.locator('woes-widget button:visible').all()) {
      const { width, height } = (await button.boundingBox())!;
      expect(Math.min(width, height), (await button.textContent()) ?? undefined).toBeGreaterThanOrEqual(44);
    }
  });

  test('text of others is text, whatever it looks like', async () => {
    await visit();
    await talk();
    const hostile = '<img src=x onerror="document.title=1"><b>bold</b> `<i>code</i>`';
    peer.reply(conversation().id, hostile);
    await page.getByText('onerror').waitFor();
    expect(await page.locator('.row.team .bubble').last().textContent()).toBe(hostile);
    expect(await page.locator('.bubble :is(img, b, i, a)').count()).toBe(0);
    expect(await page.title()).toBe('Documentation');
  });

  test('code in Markdown is set apart, and nothing else of it is obeyed', async () => {
    await visit();
    await talk();
    const text = 'Add `scope=a`:\n```http\nGET /<b>\n  ?scope=a\n```\n**Then** retry.';
    peer.reply(conversation().id, text, true, 'markdown');
    const bubble = page.locator('.row.team .bubble').last();
    await bubble.locator('pre').waitFor();
    expect(await bubble.locator('code').allTextContents()).toEqual(['scope=a', 'GET /<b>\n  ?scope=a']);
    expect(await bubble.textContent()).toBe('Add scope=a:GET /<b>\n  ?scope=a**Then** retry.');
    expect(await axeViolations(page)).toEqual([]);
  });

  test('a failed message is retried or deleted', async () => {
    await visit();
    await talk();
    expect(await rows().count()).toBe(3);
    await say('refused as well');
    await page.getByText('Not sent').nth(1).waitFor();
    await page.getByRole('button', { name: 'Delete' }).first().click();
    peer.intercept = () => null;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.row.visitor time').nth(1).waitFor();
    expect(conversation().messages.map(({ body }) => body.text)).toEqual([
      'Why do I get 403?',
      'The token lacks a scope.',
      'refused as well',
    ]);
    expect(await page.getByText('Not sent').count()).toBe(0);
  });

  test('without a network messages wait, which is said, and are sent when it is back', async () => {
    await visit();
    await launcher().click();
    await say('one');
    await page.locator('.row time').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('status').filter({ hasText: 'No connection' }).waitFor();
    await say('two');
    await say('three');
    await expect.poll(() => page.getByText('Sending…').count()).toBe(2);
    await page.context().setOffline(false);
    await page.getByRole('status').filter({ hasText: 'Connected again' }).waitFor();
    await expect.poll(() => page.locator('.row time').count()).toBe(3);
    expect(conversation().messages.map(({ body }) => body.text)).toEqual(['one', 'two', 'three']);
  });

  test('after a reload the conversation is there and unread answers are counted', async () => {
    await visit();
    await launcher().click();
    await say('one');
    await page.locator('.row time').waitFor();
    await page.keyboard.press('Escape');
    peer.reply(conversation().id, 'two', false);
    peer.reply(conversation().id, 'three', false);
    await page.reload();
    await page.getByRole('button', { name: 'Open support chat, 2 unread messages' }).click();
    expect(await page.locator('.bubble').allTextContents()).toEqual(['one', 'two', 'three']);
    await page.reload();
    await expect.poll(() => rows().count()).toBe(3);
    expect(await launcher().getAttribute('aria-label')).toBe('Open support chat');
  });

  test('a page view alone asks the server for nothing', async () => {
    await visit();
    await launcher().waitFor();
    expect(peer.received).toEqual([]);
    await launcher().click();
    await page.getByRole('heading', { name: 'Acme API' }).waitFor();
    expect(peer.received.map(({ path }) => path)).toEqual(['/config']);
  });

  test('messages are announced politely, each as one addition', async () => {
    await visit();
    await talk();
    expect(await log().getAttribute('aria-live')).toBe('polite');
    await page.evaluate(() => {
      const counts = { added: 0 };
      (globalThis as unknown as { counts: typeof counts }).counts = counts;
      const log = document.querySelector('woes-widget')!.shadowRoot!.querySelector('[role=log]')!;
      new MutationObserver((records) => {
        for (const { addedNodes } of records) counts.added += addedNodes.length;
      }).observe(log, { childList: true });
    });
    peer.intercept = () => null;
    await say('sent after all');
    await page.locator('.row.visitor time').nth(1).waitFor();
    expect(
      await page.evaluate(() => (globalThis as unknown as { counts: { added: number } }).counts.added),
    ).toBeLessThanOrEqual(2);
    expect(await page.locator('.row.visitor').filter({ hasText: 'sent after all' }).count()).toBe(1);
  });

  test('who asks for less motion gets none', async () => {
    await visit({ reducedMotion: 'reduce' });
    await talk();
    const moving = await page.evaluate(
      () =>
        [...document.querySelector('woes-widget')!.shadowRoot!.querySelectorAll('*')].filter((node) => {
          const { animationName, transitionDuration } = getComputedStyle(node);
          return animationName !== 'none' || transitionDuration !== '0s';
        }).length,
    );
    expect(moving).toBe(0);
  });

  test('the end of a long conversation stays in view, also when a message fails', async () => {
    await visit();
    await launcher().click();
    await say('hello');
    await page.locator('.row time').waitFor();
    while (peer.streams.size === 0) await new Promise(setImmediate);
    for (let n = 0; n < 20; n++) peer.reply(conversation().id, `answer ${n}`);
    await page.getByText('answer 19').waitFor();
    peer.intercept = () => ({ status: 400, code: 'validation_failed' });
    await say('refused');
    await page.getByText('Not sent').waitFor();
    const distance = await log().evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight);
    expect(distance).toBeLessThan(2);
  });

  test('a classic script puts the widget on the page by itself', async () => {
    await visit({}, '/embedded');
    await launcher().click();
    await page.getByRole('heading', { name: 'Acme API' }).waitFor();
    expect(await page.locator('woes-widget').getAttribute('base-url')).toBe(peer.url);
    expect(await page.locator('woes-widget').getAttribute('theme')).toBe('dark');
  });

  test('the element follows its attributes and leaves nothing behind', async () => {
    await visit();
    await talk();
    await page.evaluate(() => document.querySelector('woes-widget')!.remove());
    await expect.poll(() => peer.streams.size).toBe(0);
    await page.evaluate(() => {
      const widget = document.createElement('woes-widget');
      document.body.append(widget);
      widget.setAttribute('key', 'woesw_test');
    });
    await launcher().click();
    await page.getByText('The token lacks a scope.').waitFor();
  });
});
