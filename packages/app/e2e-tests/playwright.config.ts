import path from 'node:path';
import { defineConfig } from '@playwright/test';

/**
 * The portal is started by `npm run e2e`, which sets PORTAL_URL, GATE_URL,
 * GITOPS_REPOSITORY, CHROMIUM_PATH and E2E_OUTPUT.
 */
export default defineConfig({
  testDir: __dirname,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // Journeys share one portal, and some take an upstream away.
  workers: 1,
  reporter: [['list'], ['json']],
  outputDir: path.join(process.env.E2E_OUTPUT ?? '.', 'results'),
  use: {
    baseURL: process.env.PORTAL_URL,
    viewport: { width: 1440, height: 1000 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
