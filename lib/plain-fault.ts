/** What does not fit a schema, in the words of a person: schemas say only what is particular to them. */
import { z } from 'zod'
import { cut, shown } from './refusal.ts'

/** Words, keys and choices that a sentence names. */
const mostNamed = 20

const kinds: Readonly<Record<string, string>> = {
  ...{ string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false' },
  ...{ array: 'a list', tuple: 'a list', object: 'an object', record: 'an object', null: 'null' },
}

type Fault = z.core.$ZodRawIssue

/** A sentence without the place, which stands before it; undefined where zod's own has to do. */
function plainFault(fault: Fault): string | undefined {
  switch (fault.code) {
    case 'invalid_type':
      if (fault.expected === 'nonoptional') return 'This is missing.'
      return whatItIs(kinds[fault.expected] ?? fault.expected, fault.input)
    case 'invalid_value':
      return whatItIs(choiceOf(fault.values), fault.input)
    case 'too_big':
      return bounded(fault, fault.maximum, fault.inclusive === false ? 'below' : 'at most')
    case 'too_small':
      if (fault.minimum === 1 && sizeOf(fault.input) === 0) return 'This is empty.'
      return bounded(fault, fault.minimum, fault.inclusive === false ? 'above' : 'at least')
    case 'not_multiple_of':
      return whatItIs(`a multiple of ${fault.divisor}`, fault.input)
    case 'invalid_format':
      return `This is not of the form that is taken here: ${shown(fault.input)}.`
    case 'unrecognized_keys': {
      const { length } = fault.keys
      const more = length > mostNamed ? ` and ${length - mostNamed} more` : ''
      return `${named(fault.keys)}${more} ${length === 1 ? 'is' : 'are'} not known here.`
    }
    case 'invalid_union':
      return 'options' in fault && fault.options && fault.discriminator !== undefined
        ? whatItIs(
            choiceOf(fault.options as readonly unknown[]),
            (fault.input as Record<string, unknown>)[fault.discriminator],
          )
        : whatItIs(unionOf(fault.errors), fault.input)
    default:
      return undefined
  }
}

// For everything that is parsed here, by the verbs' tools too.
z.config({ customError: plainFault })

function whatItIs(what: string, input: unknown): string {
  return input === undefined ? `This is missing: it is ${what}.` : `This is ${what}, not ${shown(input)}.`
}

const named = (keys: readonly unknown[]) =>
  keys
    .slice(0, mostNamed)
    .map((key) => (typeof key === 'string' ? JSON.stringify(cut(key)) : String(key)))
    .join(', ')

function choiceOf(values: readonly unknown[]): string {
  return values.length === 1 ? named(values) : `one of ${named(values)}`
}

/** Of each form that could have been meant. */
function unionOf(faults: readonly (readonly z.core.$ZodIssue[])[]): string {
  const forms = faults.flatMap(([first]) => {
    if (!first || first.path.length > 0) return []
    if (first.code === 'invalid_type') return kinds[first.expected] ?? []
    return first.code === 'invalid_value' ? choiceOf(first.values) : []
  })
  return forms.length > 0 ? [...new Set(forms)].join(' or ') : 'of a form that is taken here'
}

function sizeOf(input: unknown): number | null {
  return typeof input === 'string' || Array.isArray(input) ? input.length : null
}

function bounded({ input }: Fault, bound: number | bigint, words: string): string {
  if (typeof input === 'string') return `This has ${words} ${bound} characters, not ${input.length}.`
  if (Array.isArray(input)) return `This is a list of ${words} ${bound}, not of ${input.length}.`
  return `This is ${words} ${bound}, not ${shown(input)}.`
}
