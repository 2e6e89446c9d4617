/** The pages of MLflow's answers. Their tokens are the places where they begin. Pure. */
import { MlflowFault } from './fault.ts'

export type Page = { max_results?: number | undefined; page_token?: string | undefined }

const usual = 1000
const largest = 50_000

/** From where, and how many. Throws a fault for what MLflow's server refuses. */
export function pageOf({ max_results: size = usual, page_token: token = '' }: Page) {
  if (!Number.isInteger(size) || size < 1 || size > largest)
    throw new MlflowFault(
      'INVALID_PARAMETER_VALUE',
      `max_results is a whole number from 1 to ${largest}, not ${size}.`,
    )
  if (token !== '' && !/^[1-9]\d{0,8}$/.test(token))
    throw new MlflowFault(
      'INVALID_PARAMETER_VALUE',
      'This page_token is none that this server has told: next_page_token of the page before is one.',
    )
  const from = Number(token)
  return { from, to: from + size }
}

/** What stands on the page, and the token of the next where there is more. */
export function pageIn<One>(all: readonly One[], { from, to }: { from: number; to: number }) {
  return {
    page: all.slice(from, to),
    next: to < all.length ? { next_page_token: String(to) } : {},
  }
}
