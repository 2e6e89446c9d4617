/** What a person should know of a loss beside its formula: words and examples for its page. */

import type { LossId } from '../defaults.ts'

/** The same few lines in three libraries. In TypeScript a line's `// → 0.5` is what it gives; a test runs it. */
export type Snippets = { pytorch: string; typescript: string; keras: string }

export type Mistake = {
  title: string
  /** What happens then, and how it shows. */
  text: string
  wrong: Snippets
  right: Snippets
}

/** A value that gives something away when it is met in a run. */
export type TellingValue = {
  value: number
  /** How the value comes about, as a formula in plain text. */
  origin: string
  meaning: string
}

export type Relative = {
  id: LossId
  /** How it differs, from the point of view of the loss whose guide this is. */
  difference: string
}

export type LossGuide = {
  /** What it measures, in a sentence. */
  summary: string
  /** The tensors it takes and their shapes. */
  shapes: string
  useWhen: readonly string[]
  sensitiveTo: readonly string[]
  mistake: Mistake
  tellingValues?: readonly TellingValue[]
  relatives: readonly Relative[]
  /** Papers and books, by name. */
  sources?: readonly string[]
}

/** Lines of code as they stand in a guide, without the indentation of the guide. */
export function code(parts: TemplateStringsArray): string {
  const lines = (parts.raw[0] ?? '').replace(/^\n/, '').trimEnd().split('\n')
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/))
  const indent = Math.min(...indents)
  return lines.map((line) => line.slice(indent)).join('\n')
}
