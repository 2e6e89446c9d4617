import { describe, expect, it } from 'vitest'
import { browserLib, importRules, prisma, wordRules } from './architecture-rules.ts'
import { nameOf, type SourceFile, sourceFiles } from './source-files.ts'

const files = sourceFiles('lib', 'app', 'scripts', 'prisma.config.ts', 'next.config.js', 'vitest.config.ts')
const byPath = new Map(files.map((file) => [file.path, file]))

const applies = ({ of, except }: { of: RegExp; except?: RegExp }, { path }: SourceFile) =>
  of.test(path) && !except?.test(path)

/** Own files that files reach by imports; without types, as a bundler sees it, and without `later`, as a page begins. */
function reachedFrom(
  start: readonly SourceFile[],
  follow: (path: string) => boolean,
  types: boolean,
  later = true,
): Set<SourceFile> {
  const reached = new Set(start)
  for (const file of reached)
    for (const { target, isType, isLater } of file.imports) {
      const next = byPath.get(target)
      if (next && follow(target) && (types || !isType) && (later || !isLater)) reached.add(next)
    }
  return reached
}

const clients = files.filter(
  ({ lines }) => lines.find((line) => line.trim() && !line.startsWith('/')) === "'use client'",
)
const inBrowser = [...reachedFrom(clients, (path) => path.startsWith('app/'), true)]

describe('imports', () => {
  it.each(importRules.map((rule) => [rule.rule, rule] as const))('%s', (words, rule) => {
    const broken = files
      .filter((file) => applies(rule, file))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target }) => rule.never.test(target))
          .map(({ target, line }) => `${path}:${line} imports ${target}: ${words}`),
      )
    expect(broken).toEqual([])
  })

  it('name files that exist', () => {
    const broken = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => /^(lib|app|scripts)\/.*\.(ts|tsx|mjs)$/.test(target) && !byPath.has(target))
        .map(({ target, line }) => `${path}:${line} imports ${target}, which is not there`),
    )
    expect(broken).toEqual([])
  })

  it('form no cycle, types included', () => {
    const cycles: string[] = []
    const done = new Set<string>()
    function walk(path: string, trail: readonly string[]): void {
      const at = trail.indexOf(path)
      if (at >= 0) return void cycles.push([...trail.slice(at), path].join(' → '))
      if (done.has(path)) return
      for (const { target } of byPath.get(path)?.imports ?? [])
        if (byPath.has(target)) walk(target, [...trail, path])
      done.add(path)
    }
    for (const { path } of files) walk(path, [])
    expect(cycles).toEqual([])
  })
})

describe('words', () => {
  it.each(wordRules.map((rule) => [rule.rule, rule] as const))('%s', (words, rule) => {
    const broken = files
      .filter((file) => applies(rule, file))
      .flatMap(({ path, lines }) =>
        lines.flatMap((line, i) =>
          rule.never.test(line) && !/^\s*(\/\/|\/?\*)/.test(line)
            ? [`${path}:${i + 1} says ${line.trim()}: ${words}`]
            : [],
        ),
      )
    expect(broken).toEqual([])
  })
})

describe('code that runs in the browser', () => {
  it('is found', () => {
    expect(clients.length).toBeGreaterThan(10)
    expect(inBrowser.length).toBeGreaterThan(clients.length)
  })

  it('uses of lib what is made for it only', () => {
    const broken = inBrowser.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.startsWith('lib/') && !browserLib.test(target))
        .map(
          ({ target, line }) => `${path}:${line} imports ${target}, which is not in the list of this test`,
        ),
    )
    expect(broken).toEqual([])
  })

  it('takes nothing of Node, the database or the server along', () => {
    const taken = [...reachedFrom(inBrowser, () => true, false)]
    const broken = taken.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ target, isType }) =>
            !isType && (/^(node:|zod|socket\.io$|next\/headers)/.test(target) || prisma.test(target)),
        )
        .map(({ target, line }) => `${path}:${line} imports ${target}, and runs in the browser`),
    )
    expect(broken).toEqual([])
  })

  it('takes no guide and no table of dialects along, which are long texts that the server has set', () => {
    const taken = [...reachedFrom(inBrowser, () => true, false)]
    const texts = taken.filter(({ path }) => /^lib\/losses\/(guides|dialects\/rows)\//.test(path))
    expect(texts.map(({ path }) => path)).toEqual([])
  })

  it.each(['app/layout.tsx', 'app/page.tsx', 'app/runs/[id]/page.tsx'])(
    '%s: neither losses nor what only a click asks for comes with it',
    (path) => {
      const page = byPath.get(path) as SourceFile
      const parts = [...reachedFrom([page], () => true, false, false)].filter((file) =>
        clients.includes(file),
      )
      const taken = [...reachedFrom(parts, () => true, false, false)]
      expect(taken.length).toBeGreaterThan(parts.length)
      const heavy =
        /^lib\/losses\/(registry|index|families\/)|^lib\/compare\/(comparability|run-order)|\/(import-dialog|start-dialog|chart-exports|line-figure|notices|tell-ends|console-body|data-table)\.tsx?$/
      expect(taken.map((file) => file.path).filter((one) => heavy.test(one))).toEqual([])
    },
  )
})

describe('files', () => {
  it('have at most 250 lines', () => {
    const long = files
      .filter(({ lines }) => lines.length > 251)
      .map(({ path, lines }) => `${path} has ${lines.length - 1} lines: look for the second noun in it`)
    expect(long).toEqual([])
  })

  it('have names in kebab-case', () => {
    const named = files
      .filter(({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config))?$/.test(nameOf(path)))
      .map(({ path }) => path)
    expect(named).toEqual([])
  })

  it('are not called after nothing', () => {
    const named = files
      .filter(({ path }) => /(^|[/-])(utils?|helpers?|managers?|misc|common|service)([-.]|$)/.test(path))
      .map(({ path }) => path)
    expect(named).toEqual([])
  })
})
