/** Predictions, below Prisma: a megabyte of numbers would go through it as text. */

import { limits } from '../../limits.ts'
import type { NumberArray } from '../../losses/index.ts'
import { fromJson, toJson } from '../../number.ts'
import {
  type PackedNumbers,
  type Packing,
  packNumbers,
  unpackNumbers,
} from '../../predictions/packed-numbers.ts'
import type { PredictionHead, Predictions, Which } from '../../predictions/predictions.ts'
import { Refusal } from '../../refusal.ts'
import { type Asking, type Row, rows, run } from './asking.ts'

const columns =
  'run_id, which, step, task, kind, rows, output_width, target_width, scale, class_names, outputs_hash, targets_hash'

function* numbersOf(hash: string): Asking<NumberArray | null> {
  const [row] = yield* rows('SELECT packing, bytes FROM prediction_numbers WHERE hash = ?', [hash])
  return row ? unpackNumbers({ packing: row[0] as Packing, bytes: row[1] as Uint8Array }) : null
}

function* keep({ hash, packing, bytes }: PackedNumbers): Asking<void> {
  yield* run(
    'INSERT INTO prediction_numbers (hash, packing, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    [...[hash, packing, bytes]],
  )
}

/** Inside a transaction. */
export function* writePredictions(runId: string, predictions: Predictions): Asking<void> {
  const outputs = packNumbers(predictions.outputs)
  const targets = packNumbers(predictions.targets)
  const { which, step, task, kind, rows: count, outputWidth, targetWidth, scale, classNames } = predictions
  yield* run('DELETE FROM predictions WHERE run_id = ? AND which = ?', [runId, which])
  yield* keep(outputs)
  yield* keep(targets)
  yield* run(`INSERT INTO predictions (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`, [
    ...[runId, which, step, task, kind, count, outputWidth, targetWidth],
    ...[scale && toJson(scale), classNames && JSON.stringify(classNames), outputs.hash, targets.hash],
  ])
  const [row] = yield* rows(
    'SELECT sum(length(bytes)) FROM prediction_numbers WHERE hash IN (SELECT outputs_hash FROM predictions WHERE run_id = ?)',
    [runId],
  )
  requireRoom(Number(row?.[0] ?? 0))
}

export function* listPredictions(runIds: readonly string[]): Asking<(PredictionHead & { runId: string })[]> {
  const placeOf = new Map(runIds.map((id, place) => [id, place]))
  const found = yield* rows(`SELECT ${columns} FROM predictions WHERE run_id IN ?* ORDER BY which`, [runIds])
  return found
    .map((row) => ({ runId: row[0] as string, ...headOf(row) }))
    .sort((a, b) => (placeOf.get(a.runId) as number) - (placeOf.get(b.runId) as number))
}

export function* readPredictions(runId: string, which: Which): Asking<Predictions | null> {
  const sql = `SELECT ${columns} FROM predictions WHERE run_id = ? AND which = ?`
  const [row] = yield* rows(sql, [runId, which])
  if (!row) return null
  const outputs = yield* numbersOf(row[10] as string)
  const targets = yield* numbersOf(row[11] as string)
  return outputs && targets && { ...headOf(row), outputs, targets }
}

export function* readTargets(hash: string): Asking<NumberArray | null> {
  const known = yield* rows('SELECT 1 FROM predictions WHERE targets_hash = ? LIMIT 1', [hash])
  return known.length ? yield* numbersOf(hash) : null
}

/** Refuses outputs of a run that take more bytes together than may be. */
export function requireRoom(bytes: number): void {
  if (bytes > limits.predictionBytes)
    throw new Refusal(
      'too-large',
      `The outputs of a run may take ${limits.predictionBytes / 2 ** 20} MiB together, and with these they would take ${(bytes / 2 ** 20).toFixed(1)}: send fewer rows, or float32.`,
    )
}

function headOf(row: Row): PredictionHead {
  const [
    ,
    which,
    step,
    task,
    kind,
    rows,
    outputWidth,
    targetWidth,
    scale,
    classNames,
    outputsHash,
    targetsHash,
  ] = row
  return {
    which: which as PredictionHead['which'],
    step: Number(step),
    task: task as PredictionHead['task'],
    kind: kind as PredictionHead['kind'],
    rows: Number(rows),
    outputWidth: Number(outputWidth),
    targetWidth: Number(targetWidth),
    scale: typeof scale === 'string' ? (fromJson(scale) as PredictionHead['scale']) : null,
    classNames: typeof classNames === 'string' ? JSON.parse(classNames) : null,
    outputsHash: outputsHash as string,
    targetsHash: targetsHash as string,
  }
}
