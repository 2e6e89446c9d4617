/** Predictions as other programs read them. */
import type { NumberArray } from '../losses/index.ts'
import type { Predictions } from './predictions.ts'

/** A number for each row, or a list of them. */
function rowsOf(data: NumberArray, width: number): (number | readonly number[])[] {
  if (width === 1) return Array.from(data)
  return Array.from({ length: data.length / width }, (_, row) =>
    Array.from(data.subarray(row * width, (row + 1) * width)),
  )
}

/** As the API takes them, with what is told of them. */
export function predictionsToPlain({ outputs, targets, ...head }: Predictions): object {
  return { ...head, outputs: rowsOf(outputs, head.outputWidth), targets: rowsOf(targets, head.targetWidth) }
}

function namesOf(name: string, width: number): string[] {
  return width === 1 ? [name] : Array.from({ length: width }, (_, at) => `${name}_${at}`)
}

/**
 * A line for each row. Of a regression that was trained on standardized numbers there are columns of these too, as
 * losses such as mse and huber are computed of them.
 */
export function predictionsToCsv({
  outputs,
  targets,
  outputWidth,
  targetWidth,
  rows,
  scale,
  kind,
}: Predictions): string {
  const hasStandard = scale !== null && kind === 'values'
  const header = [
    'row',
    ...namesOf('target', targetWidth),
    ...namesOf('output', outputWidth),
    ...(hasStandard ? ['standardized_target', 'standardized_output'] : []),
  ]
  const standard = (value: number) => (scale ? (value - scale.mean) / scale.deviation : value)
  const lines = [header.join(',')]
  for (let row = 0; row < rows; row++) {
    const target = targets.subarray(row * targetWidth, (row + 1) * targetWidth)
    const output = outputs.subarray(row * outputWidth, (row + 1) * outputWidth)
    const standardized = hasStandard ? [standard(target[0] as number), standard(output[0] as number)] : []
    lines.push([row, ...target, ...output, ...standardized].join(','))
  }
  return `${lines.join('\n')}\n`
}
