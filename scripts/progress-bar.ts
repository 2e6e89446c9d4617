/** A line in the terminal that says how far a training is; without a terminal, a line now and then. */

export type ProgressBar = {
  show(step: number, values: Readonly<Record<string, number>>): void
  close(): void
}

const cells = 24
const redrawMs = 100
/** The losses, and how well it goes apart from them. */
const telling = /(loss|accuracy|f1|mae|iou|recall_at_1|energy_distance)$/
const mostShown = 4

export function createProgressBar(title: string, plannedSteps: number): ProgressBar {
  const isTerminal = process.stdout.isTTY
  const start = performance.now()
  let drawnAt = Number.NEGATIVE_INFINITY
  let tenths = 0
  let line = ''

  function lineOf(step: number, values: Readonly<Record<string, number>>): string {
    const share = step / plannedSteps
    const filled = Math.round(cells * share)
    const secondsLeft = ((performance.now() - start) / 1000) * (1 / share - 1)
    const shown = Object.keys(values)
      .filter((name) => telling.test(name))
      .slice(0, mostShown)
      .map((name) => `${name} ${Number(values[name]).toPrecision(4)}`)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(cells - filled)}`
    return `${title} ${bar} ${Math.round(100 * share)} %  ${shown.join('  ')}  ${Math.ceil(secondsLeft)} s left`
  }

  return {
    show(step, values) {
      line = lineOf(step, values)
      if (!isTerminal) {
        const reached = Math.floor((10 * step) / plannedSteps)
        if (reached > tenths) console.log(line)
        tenths = reached
      } else if (performance.now() - drawnAt >= redrawMs) {
        drawnAt = performance.now()
        process.stdout.write(`\r\x1b[2K${line}`)
      }
    },
    close() {
      if (isTerminal) process.stdout.write(`\r\x1b[2K${line}\n`)
    },
  }
}
