import { defineConfig } from 'vitest/config'

/** Tests that drive a browser: one file at a time, as each wants both cores. The others there drive commands, or mostly wait. */
const browser = ['test/e2e/!(trouble|commands|sweep-command).test.ts']
const campaign = 'test/clients/*.campaign.ts'

export default defineConfig({
  test: {
    globalSetup: ['test/set-up.ts', 'test/database-servers.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    projects: process.env.LOSSGLASS_CLIENTS
      ? [{ extends: true, test: { name: 'campaign', include: [campaign] } }]
      : [
          {
            extends: true,
            test: {
              ...{ name: 'side by side', include: ['test/**/*.test.ts'], exclude: browser },
              ...{ maxWorkers: 2, sequence: { groupOrder: 0 } },
            },
          },
          {
            extends: true,
            test: {
              ...{ name: 'browser', include: browser },
              ...{ maxWorkers: 1, sequence: { groupOrder: 1 } },
            },
          },
        ],
  },
})
