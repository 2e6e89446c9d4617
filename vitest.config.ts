import { defineConfig } from 'vitest/config'

/** Tests that start servers, browsers or other programs, and wait for them: one file at a time, as they want both cores. */
const served = [
  ...['api', 'delivery', 'dropped', 'e2e', 'http', 'live', 'protocols', 'python', 'server'].map(
    (folder) => `test/${folder}/**/*.test.ts`,
  ),
  ...['test/ingest/follow.test.ts', 'test/ingest/import.test.ts'],
]
const campaign = 'test/clients/*.campaign.ts'

export default defineConfig({
  test: {
    globalSetup: 'test/set-up.ts',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    projects: process.env.LOSSGLASS_CLIENTS
      ? [{ extends: true, test: { name: 'campaign', include: [campaign] } }]
      : [
          {
            extends: true,
            test: {
              ...{ name: 'alone', include: ['test/**/*.test.ts'], exclude: served },
              ...{ maxWorkers: 2, sequence: { groupOrder: 0 } },
            },
          },
          {
            extends: true,
            test: {
              ...{ name: 'served', include: served, maxWorkers: 1 },
              sequence: { groupOrder: 1 },
            },
          },
        ],
  },
})
