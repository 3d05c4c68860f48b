import { defineConfig } from '@playwright/test';
import { chromium, FLAGS } from './support/chromium.mjs';

export default defineConfig({
  testDir: '.',
  // Cards on readers come last and alone: every sandbox lays its card on the machine's readers.
  projects: [
    { name: 'pages', testMatch: '*.spec.mjs', testIgnore: 'readers.spec.mjs' },
    { name: 'readers', testMatch: 'readers.spec.mjs', dependencies: ['pages'] },
  ],
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // Two cores, and a program and a browser for each.
  workers: 2,
  // A debug build on a busy machine; nothing here asserts how long it takes.
  timeout: 300_000,
  expect: { timeout: 15_000 },
  // A browser and a program race on a busy machine; whoever needed a second go is named at the end.
  retries: process.env.CI ? 1 : 0,
  outputDir: 'build/results',
  reporter: [['list'], ['./report.mjs']],
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: { executablePath: chromium(), args: FLAGS },
  },
});
