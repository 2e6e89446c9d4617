/** The loss of one's own that the guide shows; a test loads it as `--loss` does. */
export const customExample = `// my-loss.ts: too low costs three times as much as too high
export default {
  value: (prediction: number, target: number) => {
    const r = prediction - target
    return r < 0 ? 3 * r * r : r * r
  },
  gradient: (prediction: number, target: number) => {
    const r = prediction - target
    return r < 0 ? 6 * r : 2 * r
  },
  lowerBound: 0,
}
`
