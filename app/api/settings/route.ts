import { answer, json } from '../../../lib/http/answer.ts'
import { readJson } from '../../../lib/http/body.ts'
import { limits } from '../../../lib/limits.ts'
import { parse } from '../../../lib/parse.ts'
import { services } from '../../../lib/server/services.ts'
import { settingsBody } from '../../../lib/settings/schema.ts'

export function GET() {
  return answer(async () => json({ settings: services().settings.read() }))
}

/** Replaces all settings. */
export function PUT(request: Request) {
  return answer(async () => {
    const settings = parse(settingsBody, await readJson(request, limits.settingsBytes))
    await services().settings.write(settings)
    return json({ settings })
  })
}
