import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, chromiumPath } from './support/chromium.mjs';

export default defineConfig({
  testDir: '.',
  // The tests with card readers run last and alone: every sandbox puts its card on the machine's only virtual readers.
  projects: [
    { name: 'pages', testMatch: '*.spec.mjs', testIgnore: 'card-readers.spec.mjs' },
    { name: 'readers', testMatch: 'card-readers.spec.mjs', dependencies: ['pages'] },
  ],
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // Each worker runs a program and a browser; CI has two cores.
  workers: 2,
  // Generous, for a debug build on a busy machine. No test asserts how long something takes.
  timeout: 300_000,
  expect: { timeout: 15_000 },
  // The browser and the program can race on a busy machine. The report names every test that was retried.
  retries: process.env.CI ? 1 : 0,
  outputDir: 'build/results',
  reporter: [['list'], ['./reporter.mjs']],
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_FLAGS },
  },
});
