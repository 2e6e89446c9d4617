/**
 * JSON as Python writes it (bare NaN, Infinity, -Infinity), read as far as it goes: of a text that is cut off or broken what
 * stands before the fault is kept. A value is kept only when its end was seen, so that no cut number is taken for a whole one.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type ParsedJson = { value: Json | undefined; fault: { at: number; what: string } | null }

const deepest = 200

class Fault extends Error {}

/** Reads a text; `value` is what stands before a fault, undefined when that is nothing. */
export function parseJson(text: string): ParsedJson {
  try {
    return { value: JSON.parse(text) as Json, fault: null }
  } catch {
    return new Parser(text).read()
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN/y
const string = /"[^"\\]*(?:\\.[^"\\]*)*"/y
const space = /[ \t\r\n]*/y

class Parser {
  private readonly text: string
  private at = 0
  private depth = 0
  private fault: ParsedJson['fault'] = null

  constructor(text: string) {
    this.text = text.replace(/^\ufeff/, '')
  }

  read(): ParsedJson {
    let value: Json | undefined
    try {
      value = this.value()
      this.skipSpace()
      if (!this.fault && this.at < this.text.length) this.stop('something stands after the end')
    } catch (error) {
      if (!(error instanceof Fault)) throw error
    }
    return { value, fault: this.fault }
  }

  private stop(what: string): never {
    const isEnd = this.at >= this.text.length
    this.fault ??= { at: this.at, what: isEnd ? 'it is cut off, or still being written' : what }
    throw new Fault()
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? null
    if (found !== null) this.at += found.length
    return found
  }

  private skipSpace(): void {
    this.match(space)
  }

  /** The value that begins here. A list or object that is broken within is given as far as it was read; `fault` then says so. */
  private value(): Json {
    this.skipSpace()
    const next = this.text[this.at]
    if (next === '{' || next === '[') return this.container(next)
    if (next === '"') return this.string()
    for (const [word, meant] of words)
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return meant
      }
    const start = this.at
    const found = this.match(number)
    if (found === null) return this.stop('no value begins here')
    if (this.at === this.text.length) {
      // Its last digits may be missing.
      if (this.depth > 0) this.stop('')
    } else if (!/[\s,\]}]/.test(this.text[this.at] as string)) {
      this.at = start
      this.stop('it is no number')
    }
    return found === 'NaN' ? Number.NaN : Number(found)
  }

  private string(): string {
    const start = this.at
    const found = this.match(string)
    if (found === null) {
      this.at = this.text.length
      return this.stop('a text has no end')
    }
    try {
      // JSON forbids bare line breaks and tabs in texts; some writers do not mind.
      return JSON.parse(found.replace(/\p{Cc}/gu, ' ')) as string
    } catch {
      this.at = start
      return this.stop('it is no text')
    }
  }

  private container(kind: '{' | '['): Json {
    if (++this.depth > deepest) this.stop('it is nested too deeply')
    this.at++
    const list: Json[] = []
    const entries: [string, Json][] = []
    const close = kind === '{' ? '}' : ']'
    try {
      for (let isFirst = true; ; isFirst = false) {
        this.skipSpace()
        if (this.text[this.at] === close && isFirst) break
        if (!isFirst) {
          if (this.text[this.at] === close) break
          if (this.text[this.at] !== ',') this.stop('a comma is missing')
          this.at++
          this.skipSpace()
        }
        const key = kind === '{' ? this.key() : ''
        const value = this.value()
        if (kind === '{') entries.push([key, value])
        else list.push(value)
        if (this.fault) break
      }
      if (!this.fault) this.at++
    } catch (error) {
      if (!(error instanceof Fault)) throw error
    }
    this.depth--
    return kind === '{' ? (Object.fromEntries(entries) as Json) : list
  }

  private key(): string {
    if (this.text[this.at] !== '"') this.stop('a key is missing')
    const key = this.string()
    this.skipSpace()
    if (this.text[this.at] !== ':') this.stop('a colon is missing')
    this.at++
    return key
  }
}

const words: readonly [string, Json][] = [
  ['null', null],
  ['true', true],
  ['false', false],
]
