import type { Run } from '../../../lib/run.ts'

/** Where a run comes from and what it ran on; `replaced` counts values that came in the place of others. */
export function aboutOf(run: Run, replaced: number): [name: string, value: string | number | boolean][] {
  const about = {
    id: run.id,
    source: run.source,
    ...(run.seed === null ? {} : { seed: run.seed }),
    ...(run.group === null ? {} : { group: run.group }),
    ...Object.fromEntries(
      run.branches.map(({ number, from, to }) => [
        `branch ${number}`,
        `steps ${from} to ${to}, set aside when it was resumed`,
      ]),
    ),
    ...(replaced > 0
      ? { 'values replaced': `${replaced} came in the place of others with the same step` }
      : {}),
    ...run.environment,
  }
  return Object.entries(about)
}
