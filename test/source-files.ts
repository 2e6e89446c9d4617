/** The source files of this copy and what each imports: static, dynamic and type imports, with their lines. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, posix, relative, sep } from 'node:path'

export const root = join(import.meta.dirname, '..')

/**
 * `target` is a path from the root for our own files, else the name of a package; `isLater` where it is loaded when
 * the code comes to it.
 */
export type Import = { target: string; line: number; isType: boolean; isLater: boolean }
export type SourceFile = { path: string; lines: string[]; imports: Import[] }

const patterns = [
  /^(?:import|export|\}).*\bfrom '([^']+)'/,
  /^import '([^']+)'/,
  /\b(?:import|require|getBuiltinModule\?\.|createRequire\(import\.meta\.url\))\('([^']+)'\)/,
]

function importsOf(path: string, lines: readonly string[]): Import[] {
  let isTypeBlock = false
  return lines.flatMap((text, i) => {
    if (/^(import|export)\b/.test(text)) isTypeBlock = /^(import|export) type\b/.test(text)
    const found = patterns.flatMap((pattern) => pattern.exec(text)?.[1] ?? [])
    const isInType = /typeof import\(|: import\(/.test(text)
    return found.map((name) => ({
      target: name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), name)) : name,
      line: i + 1,
      isType: isTypeBlock || isInType,
      isLater: /\bimport\('/.test(text),
    }))
  })
}

function read(file: string): SourceFile {
  const path = relative(root, file).split(sep).join('/')
  const lines = readFileSync(file, 'utf8').split('\n')
  return { path, lines, imports: importsOf(path, lines) }
}

/** Every .ts, .tsx and .mjs file below these folders of the root, and these files. */
export function sourceFiles(...places: string[]): SourceFile[] {
  return places.flatMap((place) => {
    if (/\.\w+$/.test(place)) return [read(join(root, place))]
    return readdirSync(join(root, place), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(basename(entry.name)))
      .map((entry) => read(join(entry.parentPath, entry.name)))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  })
}

export function nameOf(path: string): string {
  return basename(path).replace(/\.\w+$/, '')
}
