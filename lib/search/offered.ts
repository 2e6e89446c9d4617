/** What is offered while a query over all runs is typed. Pure. */
import { runStatuses } from '../run.ts'
import type { ListedFields } from '../store/store.ts'
import { fieldKinds } from './columns.ts'

/** What a page knows beside what all runs were asked for. */
export type KnownValues = { projects: readonly string[]; losses: readonly string[] }

/** Every field with its values; none for those that have about as many as there are runs. */
export function offeredFields(
  listed: ListedFields,
  { projects, losses }: KnownValues,
): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>(listed.params)
  values.set('tags', listed.tags)
  values.set('status', runStatuses)
  values.set('project', projects)
  // Some programs log the loss as a parameter, of that name.
  values.set('loss', [...new Set([...losses, ...(values.get('loss') ?? [])])])
  return new Map([...fieldKinds(listed).keys()].map((name) => [name, values.get(name) ?? []]))
}
