/** `lossglass export`: every point of a run as CSV or JSON. */

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { plural } from '../../lib/format.ts'
import { pointsCsv, pointsCsvHead, pointsJson } from '../../lib/http/points-export.ts'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { cut, Refusal, shown } from '../../lib/refusal.ts'
import { runAsked } from './arguments.ts'
import type { OwnCommand } from './own-command.ts'
import { printable } from './printable.ts'
import { recordOf } from './record.ts'
import type { LossglassServer } from './server.ts'

async function pointsOf(server: LossglassServer, run: string, series: string) {
  const text = await server.get(
    `/api/runs/${encodeURIComponent(run)}/points?series=${encodeURIComponent(series)}`,
  )
  return pointsFromJson(JSON.parse(text)).series
}

/** A file, or what the command prints; it waits where the other end is slow. */
function openTarget(file: string | undefined) {
  const stream = file === undefined ? process.stdout : createWriteStream(file)
  const failed = new Promise<never>((_, reject) =>
    stream.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EPIPE'
          ? error
          : new Refusal('invalid', `${shown(file)} cannot be written: ${error.message}.`),
      ),
    ),
  )
  failed.catch(() => {})
  return {
    async write(text: string): Promise<void> {
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed])
    },
    async close(): Promise<void> {
      if (file === undefined) return
      await Promise.race([new Promise<void>((done) => stream.end(done)), failed])
    },
  }
}

export const exportPoints: OwnCommand = {
  name: 'export',
  usage: 'export RUN',
  title: 'Every point of a run, as CSV or JSON',
  asks: 'server',
  options: {
    series: { type: 'string', multiple: true },
    format: { type: 'string' },
    out: { type: 'string' },
  },
  help: {
    flags: [
      ['--series NAME', 'One or more of these; all series where left out.'],
      ['--format csv|json', 'csv where left out; --json says the same as --format json.'],
      ['--out FILE', 'Else it is printed, and the address of the page goes to stderr.'],
    ],
    notes: ['As the page exports them: run, name, series, step, value, time (milliseconds since 1970).'],
  },
  async run({ flags, places }, server) {
    const format = flags.json ? 'json' : (flags.format ?? 'csv')
    if (format !== 'csv' && format !== 'json')
      throw new Refusal('invalid', `--format is csv or json, not ${shown(format)}.`)
    const { record, page } = await recordOf(server, runAsked('export', places))
    const known = record.series.map(({ name }) => name)
    const asked = (flags.series as string[] | undefined) ?? known
    const unknown = asked.find((name) => !known.includes(name))
    if (unknown !== undefined)
      throw new Refusal(
        'not-found',
        `The run has no series ${shown(unknown)}: it has ${cut(known.join(', '), 300)}.`,
      )
    const out = flags.out as string | undefined
    const target = openTarget(out)
    const isCsv = format === 'csv'
    let points = 0
    let isFirst = true
    await target.write(isCsv ? pointsCsvHead : '[')
    for (const name of asked)
      for (const columns of await pointsOf(server, record.run.id, name)) {
        const series = { run: record.run.id, runName: record.run.name, ...columns }
        await target.write(isCsv ? pointsCsv(series) : `${isFirst ? '\n' : ',\n'}${pointsJson(series)}`)
        points += columns.steps.length
        isFirst = false
      }
    if (!isCsv) await target.write('\n]\n')
    await target.close()
    if (out === undefined) return console.error(page)
    console.log(`${plural(points, 'point')} of ${printable(record.run.name)} are in ${out}.`)
    console.log(page)
  },
}
