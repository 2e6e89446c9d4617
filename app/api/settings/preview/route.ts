import { setImmediate } from 'node:timers/promises'
import { answer, json } from '../../../../lib/http/answer.ts'
import { readJson } from '../../../../lib/http/body.ts'
import { limits } from '../../../../lib/limits.ts'
import { parse } from '../../../../lib/parse.ts'
import { previewRule } from '../../../../lib/preview/replay.ts'
import { services } from '../../../../lib/server/services.ts'
import { previewBody } from '../../../../lib/settings/schema.ts'

/** The newest runs that a change is tried on. */
const runsPreviewed = 50

/** What a rule would have said about the newest runs with these thresholds; changes nothing. */
export function POST(request: Request) {
  return answer(async () => {
    const { code, thresholds } = parse(previewBody, await readJson(request, limits.smallBytes))
    const { store, settings } = services()
    const runs = await store.listRuns({ limit: runsPreviewed })
    const preview = await previewRule({
      ...{ code, thresholds, settings: settings.read(), records: runs },
      readPoints: async (id, series) => (await store.readPoints(id, { series })).series,
      turn: () => setImmediate(),
    })
    return json(preview)
  })
}
