import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [process.env.LOSSGLASS_CLIENTS ? 'test/clients/*.campaign.ts' : 'test/**/*.test.ts'],
    globalSetup: 'test/set-up.ts',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
})
