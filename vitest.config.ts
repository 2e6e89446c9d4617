import { defineConfig } from 'vitest/config'

/** Tests that drive a browser, which wants a core and a half. The others there drive commands, or mostly wait. */
const browser = ['test/e2e/!(trouble|commands|sweep-command).test.ts']
/** Those of them that hold a page to a time: one file at a time. */
const timed = ['test/e2e/{run-page,events-of-a-run}.test.ts']
const pages = 'test/e2e/set-up.ts'
/** Of each project that names it, so only of the one whose tests ask for them; `test/set-up.ts` is of all. */
const databases = 'test/database-servers.ts'
const campaign = 'test/clients/*.campaign.ts'

/** Tests that start servers and programs, or put something else in the place of a module: a process for each file. */
const apart = [
  'test/{api,app,clients,components,delivery,dropped,e2e,http,live,lossglass,mcp,notify,policies,python,server,store}/**',
]

export default defineConfig({
  test: {
    globalSetup: 'test/set-up.ts',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    projects: process.env.LOSSGLASS_CLIENTS
      ? [{ extends: true, test: { name: 'campaign', include: [campaign] } }]
      : [
          // Projects go in the order of their names. Of these some mostly wait, which leaves a core to a third.
          {
            extends: true,
            test: {
              ...{ name: 'apart', include: apart.map((folder) => `${folder}/*.test.ts`), exclude: browser },
              ...{ maxWorkers: 3, sequence: { groupOrder: 0 }, globalSetup: databases },
            },
          },
          // They compute, and find nothing changed by one another: a process for all saves a third of the time.
          {
            extends: true,
            test: {
              ...{ name: 'together', include: ['test/**/*.test.ts'], exclude: apart, isolate: false },
              ...{ maxWorkers: 3, sequence: { groupOrder: 0 } },
            },
          },
          {
            extends: true,
            test: {
              ...{ name: 'browser', include: browser, exclude: timed, globalSetup: pages },
              ...{ maxWorkers: 2, sequence: { groupOrder: 1 } },
            },
          },
          {
            extends: true,
            test: {
              ...{ name: 'timed', include: timed, globalSetup: pages },
              ...{ maxWorkers: 1, sequence: { groupOrder: 2 } },
            },
          },
        ],
  },
})
