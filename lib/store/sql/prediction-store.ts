/** Predictions in SQLite, below Prisma: a megabyte of numbers would go through it as text. */

import { limits } from '../../limits.ts'
import { fromJson, toJson } from '../../number.ts'
import {
  type PackedNumbers,
  type Packing,
  packNumbers,
  unpackNumbers,
} from '../../predictions/packed-numbers.ts'
import type { PredictionHead, Predictions } from '../../predictions/predictions.ts'
import { Refusal } from '../../refusal.ts'
import type { Connection, Row } from '../sqlite/connection.ts'
import type { Lock } from '../sqlite/lock.ts'
import type { PredictionStore } from '../store.ts'

const columns =
  'run_id, which, step, task, kind, rows, output_width, target_width, scale, class_names, outputs_hash, targets_hash'

export function createPredictionStore(connection: Connection, acquire: Lock): PredictionStore {
  function numbersOf(hash: string): ReturnType<typeof unpackNumbers> | null {
    const [row] = connection
      .prepare('SELECT packing, bytes FROM prediction_numbers WHERE hash = ?')
      .all([hash])
    return row ? unpackNumbers({ packing: row[0] as Packing, bytes: row[1] as Uint8Array }) : null
  }

  function keep({ hash, packing, bytes }: PackedNumbers): void {
    connection
      .prepare('INSERT OR IGNORE INTO prediction_numbers VALUES (?, ?, ?)')
      .run([hash, packing, bytes])
  }

  function write(runId: string, predictions: Predictions): void {
    const outputs = packNumbers(predictions.outputs)
    const targets = packNumbers(predictions.targets)
    const { which, step, task, kind, rows, outputWidth, targetWidth, scale, classNames } = predictions
    connection.prepare('DELETE FROM predictions WHERE run_id = ? AND which = ?').run([runId, which])
    keep(outputs)
    keep(targets)
    connection
      .prepare(`INSERT INTO predictions (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`)
      .run([
        ...[runId, which, step, task, kind, rows, outputWidth, targetWidth],
        ...[scale && toJson(scale), classNames && JSON.stringify(classNames), outputs.hash, targets.hash],
      ])
    refuseTooMuch(runId)
  }

  function refuseTooMuch(runId: string): void {
    const [row] = connection
      .prepare(
        'SELECT sum(length(bytes)) FROM prediction_numbers WHERE hash IN (SELECT outputs_hash FROM predictions WHERE run_id = ?)',
      )
      .all([runId])
    requireRoom(Number(row?.[0] ?? 0))
  }

  return {
    async writePredictions(runId, predictions) {
      const release = await acquire()
      try {
        connection.prepare('BEGIN IMMEDIATE').run([])
        write(runId, predictions)
        connection.prepare('COMMIT').run([])
      } catch (error) {
        try {
          connection.exec('ROLLBACK')
        } catch {
          // It was not begun, or SQLite has rolled it back by itself.
        }
        throw error
      } finally {
        release()
      }
    },
    async listPredictions(runIds) {
      return runIds.flatMap((runId) =>
        connection
          .prepare(`SELECT ${columns} FROM predictions WHERE run_id = ? ORDER BY which`)
          .all([runId])
          .map((row) => ({ runId, ...headOf(row) })),
      )
    },
    async readPredictions(runId, which) {
      const [row] = connection
        .prepare(`SELECT ${columns} FROM predictions WHERE run_id = ? AND which = ?`)
        .all([runId, which])
      if (!row) return null
      const [outputs, targets] = [numbersOf(row[10] as string), numbersOf(row[11] as string)]
      return outputs && targets && { ...headOf(row), outputs, targets }
    },
    async readTargets(hash) {
      const isKnown = connection
        .prepare('SELECT 1 FROM predictions WHERE targets_hash = ? LIMIT 1')
        .all([hash])
      return isKnown.length ? numbersOf(hash) : null
    },
  }
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
