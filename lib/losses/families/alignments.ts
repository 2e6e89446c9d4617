/** All ways of writing a sequence of symbols over more steps of time, with blanks between, taken together. */

/** Log-probabilities of the steps of one sample: that of symbol k at step t stands at start + t·stride + k. */
export type Steps = {
  data: ArrayLike<number>
  start: number
  stride: number
  length: number
  symbols: number
}

function logAdd(a: number, b: number): number {
  const m = Math.max(a, b)
  return m === Number.NEGATIVE_INFINITY ? m : m + Math.log1p(Math.exp(Math.min(a, b) - m))
}

/** The symbols with a blank before, between and behind them. */
function statesOf(sequence: readonly number[], blank: number): number[] {
  return [blank, ...sequence.flatMap((symbol) => [symbol, blank])]
}

/** Whether a state may be entered from the one two before it: no blank need part two symbols that differ. */
function mayLeap(states: readonly number[], s: number): boolean {
  return s >= 2 && s % 2 === 1 && states[s] !== states[s - 2]
}

/**
 * Minus the logarithm of the probability that these steps spell the sequence. Writes to `gradient`, which has the
 * layout of the steps, how much more probability each symbol has at each step than the sequence calls for: the
 * gradient by what went into the log-softmax, as PyTorch gives it. Infinity where there are too few steps, with a
 * gradient of NaN.
 */
export function alignmentLoss(
  steps: Steps,
  sequence: readonly number[],
  blank: number,
  gradient: Float64Array,
): number {
  const { data, start, stride, length, symbols } = steps
  if (length === 0) return sequence.length === 0 ? 0 : Number.POSITIVE_INFINITY
  const states = statesOf(sequence, blank)
  const width = states.length
  const at = (t: number, s: number) => data[start + t * stride + (states[s] as number)] as number
  // before: of all ways to be in state s at step t, its own symbol included. after: of all ways to go on from there.
  const before = new Float64Array(length * width).fill(Number.NEGATIVE_INFINITY)
  const after = new Float64Array(length * width).fill(Number.NEGATIVE_INFINITY)
  for (let s = 0; s < Math.min(2, width); s++) {
    before[s] = at(0, s)
    after[length * width - 1 - s] = 0
  }
  for (let t = 1; t < length; t++)
    for (let s = 0; s < width; s++) {
      const from = (t - 1) * width + s
      let sum = before[from] as number
      if (s > 0) sum = logAdd(sum, before[from - 1] as number)
      if (mayLeap(states, s)) sum = logAdd(sum, before[from - 2] as number)
      before[t * width + s] = sum + at(t, s)
    }
  for (let t = length - 2; t >= 0; t--)
    for (let s = 0; s < width; s++) {
      const to = (t + 1) * width + s
      let sum = (after[to] as number) + at(t + 1, s)
      if (s + 1 < width) sum = logAdd(sum, (after[to + 1] as number) + at(t + 1, s + 1))
      if (s + 2 < width && mayLeap(states, s + 2))
        sum = logAdd(sum, (after[to + 2] as number) + at(t + 1, s + 2))
      after[t * width + s] = sum
    }
  const last = before.subarray((length - 1) * width)
  const spelt = width > 1 ? logAdd(last[width - 1] as number, last[width - 2] as number) : (last[0] as number)
  for (let t = 0; t < length; t++) {
    const row = start + t * stride
    for (let k = row; k < row + symbols; k++)
      gradient[k] = Number.isFinite(spelt) ? Math.exp(data[k] as number) : Number.NaN
    for (let s = 0; s < width; s++) {
      const k = row + (states[s] as number)
      const i = t * width + s
      gradient[k] = (gradient[k] as number) - Math.exp((before[i] as number) + (after[i] as number) - spelt)
    }
  }
  return -spelt
}
