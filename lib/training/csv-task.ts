/** A table of one's own as a task: what it predicts is told by the column of the targets. */
import type { Expectation } from '../losses/index.ts'
import { describeTarget, type Table, type TargetFacts } from '../tabular/index.ts'
import type { Dataset } from './datasets/dataset.ts'
import { tableDataset } from './datasets/table-dataset.ts'
import { fitOf } from './fit/fit.ts'
import type { Task } from './task.ts'
import { lrOfTables } from './tasks.ts'

/** Above this share of outliers the loss is one that they do not pull away. */
const manyOutliers = 0.05

function defaultLoss({ task, numbers }: TargetFacts): string {
  if (task.kind === 'binary') return 'bce-with-logits'
  if (task.kind === 'classification') return 'cross-entropy'
  return (numbers?.outlierShare ?? 0) > manyOutliers ? 'huber' : 'mse'
}

function taskOfFacts(facts: TargetFacts, inputs: number): Task {
  const { task, numbers } = facts
  const rows = facts.rows
  return {
    id: 'csv',
    title: facts.column,
    kind: task.kind,
    size: { inputs, outputs: task.kind === 'regression' ? 1 : task.classes.length, hidden: 32 },
    ...(task.kind === 'regression' &&
      numbers && {
        numbers: {
          isNonZero: numbers.zeroShare === 0,
          isNonNegative: numbers.isNonNegative,
          isCount: numbers.isNonNegative && numbers.isWhole,
        },
      }),
    models: ['mlp', 'linear'],
    primary: task.kind === 'regression' ? 'val/mae' : 'val/accuracy',
    defaults: {
      loss: defaultLoss(facts),
      ...{
        model: 'mlp',
        optimizer: 'adam',
        epochs: rows > 10_000 ? 10 : 40,
        batchSize: rows > 2000 ? 128 : 32,
      },
    },
    lr: lrOfTables,
  }
}

/**
 * The task and the data set of a column. Small whole numbers are classes, unless the loss, where one is given, is for
 * numbers or counts: then they are numbers. Refuses a column that nothing can be learnt about.
 */
export function csvTask(
  table: Table,
  target: string,
  expects: Expectation | null,
): { task: Task; dataset: Dataset } {
  const inferred = describeTarget(table, target)
  const made = (facts: TargetFacts) => {
    const dataset = tableDataset(table, target, facts.task)
    return { task: taskOfFacts(facts, dataset.inputs), dataset }
  }
  const first = made(inferred)
  if (!expects || !inferred.numbers || inferred.task.kind === 'regression') return first
  if (fitOf(first.task, expects)) return first
  const second = made(describeTarget(table, target, 'regression'))
  return fitOf(second.task, expects) ? second : first
}
