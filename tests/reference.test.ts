import { existsSync } from 'node:fs';
import { testServer } from '@woes/server/testing';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';

const executablePath = '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

test.skipIf(!existsSync(executablePath))(
  'the reference shows both documents, asks no other origin for anything, and breaks no policy (needs /usr/bin/chromium)',
  async () => {
    const { url } = await testServer();
    const browser = await chromium.launch({
      executablePath,
      args: [...flags, '--disable-background-networking', '--disable-component-update'],
    });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(90_000);
      const elsewhere: string[] = [];
      const complaints: string[] = [];
      await page.route('**/*', (route) => {
        const asked = route.request().url();
        if (asked.startsWith(url)) return route.continue();
        elsewhere.push(asked);
        return route.abort();
      });
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));

      await page.goto(`${url}/docs#workspace/tag/conversations/POST/conversations`);
      await page.getByRole('heading', { name: 'Create a conversation' }).first().waitFor();
      await page.getByText('Workspace API').first().click();
      await page.getByText('Widget API').first().click();
      await page.getByRole('heading', { name: 'Woes widget API' }).first().waitFor();
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);
