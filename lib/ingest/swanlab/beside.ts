/** What SwanLab writes into `files` beside a run: `config.yaml`, and of the machine and of itself a JSON. */
import type { Draft } from '../draft.ts'
import { type ForeignFile, nameOfPath } from '../foreign.ts'
import { parseJson } from '../json/parse.ts'
import { isObject } from '../json/values.ts'
import { textOf } from '../text.ts'
import { flatYaml } from '../yaml.ts'

export function readBeside(files: readonly ForeignFile[], draft: Draft): void {
  for (const file of files) {
    if (nameOfPath(file.path) === 'config.yaml') draft.params(paramsOf(flatYaml(file)))
    else if (nameOfPath(file.path) === 'swanlab-metadata.json') {
      const { value } = parseJson(textOf(file) ?? '')
      const about = isObject(value) ? value.swanlab : undefined
      if (isObject(about) && typeof about.version === 'string')
        draft.describe({ source: `swanlab ${about.version.slice(0, 40)}` })
    }
  }
}

/** Each is `{value, sort, desc}`, where the value may be nested. */
function paramsOf(flat: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(flat).flatMap(([name, value]) => {
    const [, key, rest] = /^(.+?)\.value(?:\.(.+))?$/.exec(name) ?? []
    return key === undefined ? [] : [[rest === undefined ? key : `${key}.${rest}`, value] as const]
  })
  return Object.fromEntries(entries)
}
