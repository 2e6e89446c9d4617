import { answer, json } from '../../../lib/http/answer.ts'
import { readJson } from '../../../lib/http/body.ts'
import { limits } from '../../../lib/limits.ts'
import { parse } from '../../../lib/parse.ts'
import { Refusal } from '../../../lib/refusal.ts'
import { services } from '../../../lib/server/services.ts'
import { settingsBody } from '../../../lib/settings/schema.ts'

export function GET() {
  return answer(async () => json({ settings: services().settings.read() }))
}

/** Replaces all settings. */
export function PUT(request: Request) {
  return answer(async () => {
    const settings = parse(settingsBody, await readJson(request, limits.settingsBytes))
    const { settings: keeper, isShared } = services()
    const { logFolders } = keeper.read()
    if (isShared && JSON.stringify(settings.logFolders) !== JSON.stringify(logFolders))
      throw new Refusal(
        'invalid',
        'This server is shared: folders to follow are named where it is started, with --logdir.',
      )
    await keeper.write(settings)
    return json({ settings })
  })
}
