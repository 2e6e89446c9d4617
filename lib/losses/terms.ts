/** A sum of losses as a person types it: `0.7*mse + 0.3*huber(delta=2)`. */

export type TermText = { weight: number; loss: string; params: Record<string, string> }

const number = String.raw`\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?`
const termPattern = new RegExp(
  String.raw`^(?:(?<weight>${number})\s*\*\s*)?(?<loss>[a-z][a-z0-9-]*)\s*(?:\((?<params>[^()]*)\))?$`,
)

/** Whether a text names a sum and not a single loss. */
export function isSum(text: string): boolean {
  return /[*+(]/.test(text)
}

function paramsOf(text: string, term: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name, value] = pair.split(/=(.*)/s).map((part) => part.trim())
      if (!name || !value)
        throw new Error(
          `${JSON.stringify(term)} has ${JSON.stringify(pair.trim())} in its brackets: write name=value.`,
        )
      return [name, value]
    }),
  )
}

/** The terms of a sum; a loss without a number has the weight 1. Throws one sentence for what is no term. */
export function parseTerms(text: string): TermText[] {
  // A plus sign inside a number such as 1e+3 parts no terms.
  return text.split(/(?<![0-9.][eE])\+/).map((part) => {
    const term = part.trim()
    const groups = termPattern.exec(term)?.groups
    if (!groups?.loss)
      throw new Error(
        `${JSON.stringify(term)} is no part of a combined loss: write sums such as "0.7*mse + 0.3*huber(delta=2)".`,
      )
    return {
      weight: Number(groups.weight ?? 1),
      loss: groups.loss,
      params: paramsOf(groups.params ?? '', term),
    }
  })
}
