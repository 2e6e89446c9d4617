/** Texts that can be kept; of what cannot nothing is said to a client that would raise it in the middle of a training. */
import { wholeText } from '../../whole-text.ts'

const longest = 10_000

export const whole = (text: string) => wholeText(text).slice(0, longest)
