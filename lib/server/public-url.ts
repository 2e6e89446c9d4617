/** The address by which others reach the server. */
import { Refusal, shown } from '../refusal.ts'

/** Both without a slash at their end. */
export type PublicUrl = { address: string; basePath: string }

/** Refuses what is no plain address of a host or of a path below it: pages are built for that path. */
export function publicUrlOf(text: string): PublicUrl {
  const refused = new Refusal(
    'invalid',
    `--public-url takes an address such as https://lab.example.org/lossglass, not ${shown(text)}.`,
  )
  if (!/^https?:\/\/[^@?#\\]+$/.test(text) || !URL.canParse(text)) throw refused
  const { origin, pathname } = new URL(text)
  const basePath = pathname.replace(/\/+$/, '')
  if (!/^(\/[\w.~-]+)*$/.test(basePath)) throw refused
  return { address: origin + basePath, basePath }
}
