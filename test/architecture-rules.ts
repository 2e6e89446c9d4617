/** Which parts may know which: what `architecture.test.ts` holds. */

export type ImportRule = {
  rule: string
  /** The files it holds for, and those it does not. */
  of: RegExp
  except?: RegExp
  /** Imports that are forbidden there: our own files by their path from the root, packages by their name. */
  never: RegExp
}

const anything = /./
export const prisma = /^@prisma\/|^prisma\/generated\/|^libsql$|^node:sqlite$|^pg$/

export const importRules: ImportRule[] = [
  {
    rule: 'number, series, refusal, time, format and names of the machine import nothing',
    of: /^lib\/(number|run-seed|series|refusal|time|format|system\/system-series)\.ts$/,
    never: anything,
  },
  {
    rule: 'run imports the other nouns only',
    of: /^lib\/run\.ts$/,
    never: /^(?!lib\/(series|run-seed|pause|edited|by-name|annotation|finding|console\/console-lines)\.ts$)/,
  },
  {
    rule: 'losses, compare, query, search, plot, summary, detectors, explorer, chooser and history are pure: they import lib only',
    of: /^lib\/(losses|compare|query|search|plot|summary|detectors|explorer|chooser|history)\//,
    never: /^(?!lib\/)/,
  },
  {
    rule: 'losses, compare, query, search, plot, summary, detectors, explorer, chooser and history know nothing that does I/O',
    of: /^lib\/(losses|compare|query|search|plot|summary|detectors|explorer|chooser|history)\//,
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
      /^(?!node:zlib$|lib\/(ingest\/(?!disk|foreign-database|run-id|messages)|(format|limits|number|refusal|run|series|time|whole-text|delivery\/(described|logged))\.ts$))/,
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
    rule: 'Prisma and the drivers of databases are imported by the store only',
    of: anything,
    except: /^lib\/store\/|^scripts\/services\//,
    never: prisma,
  },
  {
    rule: 'socket.io is imported by the live channel, the way between servers and the campaign only',
    of: anything,
    except: /^scripts\/(services|campaign)\/|^lib\/live\/|^lib\/server\/between-servers\.ts$/,
    never: /^socket\.io|^@socket\.io\/|^@redis\//,
  },
  {
    rule: 'the MCP SDK is imported where verbs become tools, and where these are served, only',
    of: anything,
    except: /^lib\/mcp\/|^scripts\/lossglass\/mcp\.ts$/,
    never: /^@modelcontextprotocol\//,
  },
  {
    rule: 'verbs know neither who serves them nor how they are asked',
    of: /^lib\/verbs\//,
    never: /^lib\/(mcp|server|live|protocols)\/|^lib\/http\/(?!(answer-parts|compare-answers)\.ts$)|^node:/,
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
      /^lib\/(schema|schema-parts|parse|plain-fault|http\/(schema|answers|answer-parts|compare-answers|call|calls|openapi)|protocols\/(clearml|mlflow|swanlab|trackio|wandb)\/schema|(settings|dropped|sweep|tokens)\/schema|training\/options|verbs\/[a-z-]+)\.ts$/,
    never: /^zod/,
  },
  { rule: 'React and Next stay out of lib', of: /^lib\//, never: /^(react|react-dom|next)(\/|$)/ },
  { rule: 'lib imports neither app nor scripts', of: /^lib\//, never: /^(app|scripts)\// },
  { rule: 'app does not import scripts', of: /^app\//, never: /^scripts\// },
  { rule: 'the store does not know the live channel', of: /^lib\/store\//, never: /^lib\/live\// },
  { rule: 'the live channel does not know the store', of: /^lib\/live\//, never: /^lib\/store\// },
  { rule: 'no product code imports tests', of: anything, never: /^test\// },
]

export type WordRule = { rule: string; of: RegExp; except?: RegExp; never: RegExp }
export const wordRules: WordRule[] = [
  {
    rule: 'losses, compare, plot, summary, detectors, explorer, chooser, history and ingest have no clock and no chance',
    of: /^lib\/(losses|compare|query|search|plot|summary|detectors|explorer|chooser|history|ingest)\//,
    never: /\bDate\.now\b|\bnew Date\b|\bperformance\.now\b|\bMath\.random\b/,
  },
  {
    rule: 'texts are cut by wholeText itself: a cut after it may leave half a surrogate pair',
    of: /^(lib|app|scripts)\//,
    never: /\bwholeText\([^()]*\)\.slice\b/,
  },
  { rule: 'chance comes from a seed', of: /^lib\//, never: /\bMath\.random\b/ },
  {
    rule: 'pages call this server by ask, which knows their base path',
    of: /^app\/(?!api\/|components\/ask\.ts$)/,
    never:
      /(?<![\w.])fetch\(|<(a|form|img|script)\s[^>]*(href|action|src)=["{`]*\/|location\.(assign|replace)\([`'"]\//,
  },
  {
    rule: 'only services touches globalThis',
    of: /^(lib|app)\//,
    except: /^lib\/server\/services\.ts$/,
    never: /\bglobalThis\b/,
  },
]

/** What pages may use of lib in the browser, with the files there that they reach. */
const browserModules = [
  'annotation',
  'base-path',
  'console/ansi',
  'console/console-lines',
  'console/console-text',
  'finding',
  'run',
  'series',
  'rollup',
  'number',
  'format',
  'settings/settings',
  'training/again',
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
  'live/when-idle',
  'notify/ended-runs',
  'notify/ends',
  'notify/incidents',
  'notify/notice',
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
  'system/system-series',
  'tokens/right',
]
const browserFolders = [
  'chooser',
  'compare',
  'detectors',
  'explorer',
  'history',
  'losses',
  'matrix',
  'plot',
  'predictions',
  'preview',
  'query',
  'search',
  'statistics',
  'summary',
  'tabular',
]
export const browserLib = new RegExp(
  `^lib/((${browserModules.join('|')})\\.ts$|(${browserFolders.join('|')})/)`,
)
