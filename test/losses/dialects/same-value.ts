/** Whether two values of a sample are the same but for the digits of float32 and small epsilons. */
export function isSameValue(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-4 * Math.abs(b)
}
