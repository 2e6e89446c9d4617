/** Loads a loss from a TypeScript or JavaScript file. Only commands do: no request can name a file. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BuildFailure, build } from 'esbuild'
import { CustomLossFault, checkCustomLoss } from '../lib/losses/check-custom.ts'
import { customLoss } from '../lib/losses/custom.ts'
import type { Expectation, Loss, LossBatch, LossParams } from '../lib/losses/index.ts'
import { Refusal } from '../lib/refusal.ts'

/** Whether `--loss` names a file and not a loss of the library. */
export function isLossFile(text: string): boolean {
  return /\.[cm]?[jt]s$/.test(text)
}

function idOf(file: string): string {
  const name = basename(file, extname(file)).toLowerCase()
  return name.replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-$/g, '') || 'custom'
}

/** The line of the file that a fault came from: of the stack where it has one, else of the function to blame. */
function lineOf(file: string, error: Error): number | null {
  const inStack = error.stack?.split('\n').find((line) => line.includes(file))
  const line = inStack?.slice(inStack.indexOf(file) + file.length).match(/^:(\d+)/)?.[1]
  if (line) return Number(line)
  const part = error instanceof CustomLossFault ? error.part : 'value'
  const lines = readFileSync(file, 'utf8').split('\n')
  const named = lines.findIndex((text) => new RegExp(String.raw`\b${part}\b\s*[:(]`).test(text))
  const found = named >= 0 ? named : lines.findIndex((text) => text.includes('export default'))
  return found >= 0 ? found + 1 : null
}

/** The fault as one sentence that begins with the file and the line. */
function located(file: string, shown: string, error: unknown): Refusal {
  if (!(error instanceof Error)) return new Refusal('invalid', `${shown}: it throws ${String(error)}.`)
  const line = lineOf(file, error)
  const [message] = error.message.split('\n')
  return new Refusal('invalid', `${shown}${line === null ? '' : `:${line}`}: ${message}`)
}

async function exportedBy(file: string, shown: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'lossglass-loss-'))
  const outfile = join(folder, 'loss.mjs')
  try {
    await build({
      entryPoints: [file],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      sourcemap: 'inline',
      logLevel: 'silent',
    })
    process.setSourceMapsEnabled(true)
    const exported = (await import(pathToFileURL(outfile).href)) as Record<string, unknown>
    return exported.default ?? exported.loss
  } catch (error) {
    const [fault] = (error as Partial<BuildFailure>).errors ?? []
    if (!fault) throw located(file, shown, error)
    const at = fault.location ? `:${fault.location.line}` : ''
    throw new Refusal('invalid', `${shown}${at}: ${fault.text}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export type LossFile = {
  loss: Loss
  /** Tries the loss on a batch. Refuses it in one sentence that names the file and the line. */
  tryOn(batch: LossBatch, params: LossParams): void
  /** A fault during the training, as such a sentence. */
  located(error: unknown): Refusal
  /** Whether the gradient is taken by central differences. */
  differences: boolean
}

/** The loss that the file exports as `default` or `loss`; `expects` is what it is given unless it says otherwise. */
export async function loadLoss(path: string, expects: Expectation): Promise<LossFile> {
  const file = resolve(path)
  if (!existsSync(file)) throw new Refusal('not-found', `There is no file ${path}.`)
  const exported = await exportedBy(file, path)
  const faultOf = (error: unknown) => located(file, path, error)
  try {
    const loss = customLoss(exported, idOf(file), expects)
    const differences =
      typeof exported === 'function' ||
      !('gradient' in (exported as object) || 'unreducedShape' in (exported as object))
    return {
      loss,
      differences,
      located: faultOf,
      tryOn(batch, params) {
        try {
          checkCustomLoss(loss, batch, params)
        } catch (error) {
          throw faultOf(error)
        }
      },
    }
  } catch (error) {
    throw faultOf(error)
  }
}
