/** Losses of a sweep as people write them: `mse, huber(delta=1), 0.7*mse + 0.3*mae, ./my-loss.ts`. Pure. */
import { isSum, parseTerms } from '../losses/index.ts'
import type { Params, ParamValue } from '../run.ts'
import type { PlannedLoss } from './sweep.ts'

const isFile = (text: string) => /\.[cm]?[jt]s$/.test(text)

/** `0.5` as the number; `1:2:3` as the list that losses read with commas, which part parameters here. */
function paramOf(text: string): ParamValue {
  if (Number.isFinite(Number(text))) return Number(text)
  return /^[^:]+(:[^:]+)+$/.test(text) ? text.replaceAll(':', ',') : text
}

function textOf(id: string, params: Params): string {
  const pairs = Object.entries(params).map(([name, value]) => `${name}=${String(value).replaceAll(',', ':')}`)
  return pairs.length ? `${id}(${pairs.join(', ')})` : id
}

/** One loss; whether there is such a one is not looked at. Throws a sentence for what cannot be read. */
export function parseLossText(text: string): PlannedLoss {
  if (isFile(text)) {
    const name = text.split(/[\\/]/).at(-1) ?? text
    return { text: name, id: name, params: {}, file: text }
  }
  if (!isSum(text)) return { text, id: text, params: {}, file: null }
  const [term, ...others] = parseTerms(text)
  if (!term || others.length > 0 || text.includes('*'))
    return { text, id: 'combined', params: { terms: text }, file: null }
  const params = Object.fromEntries(
    Object.entries(term.params).map(([name, value]) => [name, paramOf(value)]),
  )
  return { text: textOf(term.loss, params), id: term.loss, params, file: null }
}
