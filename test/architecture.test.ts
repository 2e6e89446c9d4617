import { describe, expect, it } from 'vitest'
import { nameOf, type SourceFile, sourceFiles } from './source-files.ts'

const files = sourceFiles('lib', 'app', 'scripts', 'prisma.config.ts', 'next.config.js', 'vitest.config.ts')
const byPath = new Map(files.map((file) => [file.path, file]))

type ImportRule = {
  rule: string
  /** The files it holds for, and those it does not. */
  of: RegExp
  except?: RegExp
  /** Imports that are forbidden there: our own files by their path from the root, packages by their name. */
  never: RegExp
}

const anything = /./
const prisma = /^@prisma\/|^prisma\/generated\/|^libsql$|^node:sqlite$/

const importRules: ImportRule[] = [
  {
    rule: 'number, series, refusal, time and format import nothing',
    of: /^lib\/(number|series|refusal|time|format)\.ts$/,
    never: anything,
  },
  {
    rule: 'run imports the other nouns only',
    of: /^lib\/run\.ts$/,
    never: /^(?!lib\/(series|pause|by-name)\.ts$)/,
  },
  {
    rule: 'losses, compare, query, plot, summary, detectors, explorer and chooser are pure: they import lib only',
    of: /^lib\/(losses|compare|query|plot|summary|detectors|explorer|chooser)\//,
    never: /^(?!lib\/)/,
  },
  {
    rule: 'losses, compare, query, plot, summary, detectors, explorer and chooser know nothing that does I/O',
    of: /^lib\/(losses|compare|query|plot|summary|detectors|explorer|chooser)\//,
    never:
      /^lib\/(store\/(?!store\.ts)|live|training|server|recorder|client|delivery|schema|http|policies|notify)/,
  },
  {
    rule: 'statistics is pure: it knows numbers only, and the distributions of stdlib',
    of: /^lib\/statistics\//,
    never: /^(?!lib\/(statistics\/|random\.ts$)|@stdlib\/)/,
  },
  {
    rule: 'predictions are pure, but for the hash',
    of: /^lib\/predictions\//,
    never:
      /^(?!node:crypto$|lib\/(predictions\/|(refusal|number)\.ts$|losses\/|training\/(task|datasets\/dataset)\.ts$))/,
  },
  {
    rule: 'the matrix is pure: threads and the database are known to those that work in them only',
    of: /^lib\/matrix\//,
    except: /\/(judge-thread|judge-worker|example-thread|example-reader)\.ts$/,
    never:
      /^(?!lib\/)|^lib\/(store\/(?!store\.ts)|live|server|recorder|client|delivery|schema|http|policies|notify)/,
  },
  {
    rule: 'stdlib is imported by statistics only',
    of: anything,
    except: /^lib\/statistics\//,
    never: /^@stdlib\//,
  },
  {
    rule: 'tables are pure: they import lib only, and papaparse in two files',
    of: /^lib\/tabular\//,
    except: /\/csv(-text)?\.ts$/,
    never: /^(?!lib\/(tabular\/|refusal\.ts$))/,
  },
  {
    rule: 'translators of foreign files are pure: what touches the disk, a database or the schema stands in four files; unpacking is pure',
    of: /^lib\/ingest\//,
    except: /^lib\/ingest\/(disk|foreign-database|run-id|messages)\.ts$/,
    never:
      /^(?!node:zlib$|lib\/(ingest\/(?!disk|foreign-database|run-id|messages)|(number|refusal|run|series|time|whole-text|delivery\/logged)\.ts$))/,
  },
  {
    rule: 'papaparse is imported by the reader and the writer of CSV only',
    of: anything,
    except: /^lib\/tabular\/csv(-text)?\.ts$/,
    never: /^papaparse$/,
  },
  {
    rule: 'only package-data of training reads files',
    of: /^lib\/training\//,
    except: /\/package-data\.ts$/,
    never: /^node:/,
  },
  {
    rule: 'only options of training parses',
    of: /^lib\/training\//,
    except: /\/options\.ts$/,
    never: /^zod/,
  },
  {
    rule: 'jax is imported by the engine only',
    of: anything,
    except: /^lib\/training\/model\/engine\.ts$|^scripts\/bench\/training-step\.ts$/,
    never: /^@jax-js\//,
  },
  {
    rule: 'Prisma and SQLite are imported by the store only',
    of: anything,
    except: /^lib\/store\//,
    never: prisma,
  },
  {
    rule: 'socket.io is imported by the live channel and the composition root only',
    of: anything,
    except: /^lib\/live\/|^lib\/server\/server\.ts$/,
    never: /^socket\.io/,
  },
  {
    rule: 'Chart.js is imported by the chart only',
    of: anything,
    except: /^app\/components\/chart\//,
    never: /^(chart\.js|react-chartjs-2|chartjs-)/,
  },
  {
    rule: 'KaTeX is imported by the formula only, on the server',
    of: anything,
    except: /^app\/losses\/formula\.tsx$/,
    never: /^katex/,
  },
  {
    rule: 'zod is imported where input is parsed, and where the API is described, only',
    of: anything,
    except:
      /^lib\/(schema|parse|http\/(schema|answers|answer-parts|compare-answers|calls|openapi)|protocols\/(clearml|mlflow|swanlab|trackio|wandb)\/schema|(settings|dropped|sweep)\/schema|training\/options)\.ts$/,
    never: /^zod/,
  },
  { rule: 'React and Next stay out of lib', of: /^lib\//, never: /^(react|react-dom|next)(\/|$)/ },
  { rule: 'lib imports neither app nor scripts', of: /^lib\//, never: /^(app|scripts)\// },
  { rule: 'app does not import scripts', of: /^app\//, never: /^scripts\// },
  { rule: 'the store does not know the live channel', of: /^lib\/store\//, never: /^lib\/live\// },
  { rule: 'the live channel does not know the store', of: /^lib\/live\//, never: /^lib\/store\// },
  { rule: 'no product code imports tests', of: anything, never: /^test\// },
]

type WordRule = { rule: string; of: RegExp; except?: RegExp; never: RegExp }
const wordRules: WordRule[] = [
  {
    rule: 'losses, compare, plot, summary, detectors, explorer, chooser and ingest have no clock and no chance',
    of: /^lib\/(losses|compare|query|plot|summary|detectors|explorer|chooser|ingest)\//,
    never: /\bDate\.now\b|\bnew Date\b|\bperformance\.now\b|\bMath\.random\b/,
  },
  { rule: 'chance comes from a seed', of: /^lib\//, never: /\bMath\.random\b/ },
  {
    rule: 'only services touches globalThis',
    of: /^(lib|app)\//,
    except: /^lib\/server\/services\.ts$/,
    never: /\bglobalThis\b/,
  },
]

/** What pages may use of lib in the browser, with the files there that they reach. */
const browserModules = [
  'run',
  'series',
  'rollup',
  'number',
  'format',
  'settings/settings',
  'averages',
  'packed-points',
  'limits',
  'dropped/drop',
  'http/averages-json',
  'http/points-export',
  'http/points-json',
  'live/page-socket',
  'live/events',
  'live/wire',
  'notify/incidents',
  'random',
  'store/store',
  'sweep/cell',
  'sweep/detail',
  'sweep/more-seeds',
  'sweep/progress',
  'sweep/seeds',
  'sweep/split-losses',
  'sweep/sweep',
  'sweep/words',
]
const browserFolders = [
  'chooser',
  'compare',
  'detectors',
  'explorer',
  'losses',
  'matrix',
  'plot',
  'predictions',
  'preview',
  'query',
  'statistics',
  'summary',
  'tabular',
]
const browserLib = new RegExp(`^lib/((${browserModules.join('|')})\\.ts$|(${browserFolders.join('|')})/)`)

const applies = ({ of, except }: { of: RegExp; except?: RegExp }, { path }: SourceFile) =>
  of.test(path) && !except?.test(path)

/** Own files that files reach by imports; without types, as a bundler sees it. */
function reachedFrom(
  start: readonly SourceFile[],
  follow: (path: string) => boolean,
  types: boolean,
): Set<SourceFile> {
  const reached = new Set(start)
  for (const file of reached)
    for (const { target, isType } of file.imports) {
      const next = byPath.get(target)
      if (next && follow(target) && (types || !isType)) reached.add(next)
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
