/** Which incidents were told, so that none is told twice. */

export type Told = {
  /** `isHeard` is false where nobody will hear of its opening: then its end is not told either. */
  add(incident: string, isHeard: boolean): void
  has(incident: string): boolean
  /** The incident is over: whether its opening was heard or is on its way. It may come again. */
  end(incident: string): boolean
}

const mostTold = 10_000

export function createTold(): Told {
  const heard = new Map<string, boolean>()
  return {
    add(incident, isHeard) {
      heard.set(incident, isHeard)
      for (const id of heard.keys()) {
        if (heard.size <= mostTold) break
        heard.delete(id)
      }
    },
    has: (incident) => heard.has(incident),
    end(incident) {
      const isHeard = heard.get(incident) ?? false
      heard.delete(incident)
      return isHeard
    },
  }
}
