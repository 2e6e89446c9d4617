/** What the holder of a token may do, and what a call asks for. */

/** To log is a right of its own: a program that trains sends what it measures, and reads nothing of others. */
export const rights = ['log', 'read', 'control', 'owner'] as const
export type Right = (typeof rights)[number]

/** What a call asks for: a right, or no more than to be known. */
export type Need = Right | 'any'

const held: Record<Right, readonly Right[]> = {
  log: ['log'],
  read: ['read'],
  control: ['control', 'read'],
  owner: rights,
}

/** A named token: who has its text may do what its rights say. */
export type Token = {
  /** Of all tokens none other has it. */
  name: string
  rights: readonly Right[]
  /** Milliseconds since 1970. */
  createdAt: number
  /** To a minute; null where nobody has used it yet. */
  lastUsedAt: number | null
}

/** What each right is for, as people read it. */
export const rightWords: Record<Right, string> = {
  log: 'Programs send what they measure, and are told of their own runs. Nothing else can be read.',
  read: 'See everything but the settings: pages, the API, the command, agents.',
  control: 'Read, and stop runs, write notes and tags, start trainings and sweeps, import files.',
  owner: 'Everything: settings, tokens and deleting runs too.',
}

export function allows(given: readonly Right[], need: Need): boolean {
  return need === 'any' ? given.length > 0 : given.some((right) => held[right].includes(need))
}
