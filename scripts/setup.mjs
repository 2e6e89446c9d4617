/**
 * What a new clone needs before anything of it runs: packages, the generated database client, the build. Each step is
 * skipped while nothing that it depends on has changed. Plain JavaScript, since it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamps = join(root, 'node_modules', '.cache', 'lossglass')

/**
 * Ends the program with one sentence, for a fault that its user can mend.
 * @returns {never}
 */
export function giveUp(sentence) {
  console.error(sentence)
  process.exit(1)
}

export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2], ...options })
  return error ? 1 : status
}

/** Runs a program of `node_modules/.bin` with this Node. */
export function runTool(file, args, options = {}) {
  return run(process.execPath, [join(root, 'node_modules', file), ...args], options)
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version)
  const add = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) if (name !== 'generated') add(join(path, name))
    } else hash.update(path).update(readFileSync(full))
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}

function step(name, { inputs, outputs, title, work, basePath = '' }) {
  const stamp = join(stamps, name)
  const hash = hashOf(inputs) + basePath
  const isDone =
    outputs.every((path) => existsSync(join(root, path))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash
  if (isDone) return
  // To stderr: what a command prints on stdout is its result.
  console.error(title)
  if (work() !== 0) giveUp(`${title} This step failed; what it printed above says why.`)
  mkdirSync(stamps, { recursive: true })
  writeFileSync(stamp, hash)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    giveUp(`Lossglass needs Node 20.19 or newer; this is ${process.version}.`)
}

export function install() {
  const npm = process.env.npm_execpath
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  step('install', {
    inputs: ['package-lock.json'],
    outputs: ['node_modules/next/package.json'],
    title: 'Installing packages …',
    work: () =>
      npm ? run(process.execPath, [npm, ...args]) : run('npm', args, { shell: process.platform === 'win32' }),
  })
}

export function generate() {
  step('generate', {
    inputs: ['package-lock.json', 'prisma/schema.prisma', 'prisma.config.ts'],
    outputs: ['prisma/generated/sqlite/client.ts', 'prisma/generated/postgresql/client.ts'],
    title: 'Generating the database clients …',
    work() {
      const generate = (...args) =>
        runTool('prisma/build/index.js', ['generate', ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
      // Prisma clears no folder that it did not make.
      rmSync(join(root, 'prisma', 'generated'), { recursive: true, force: true })
      return generate() || generate('--schema', postgresqlSchema())
    },
  })
}

/** The one schema for the other database: Prisma wants a file for each. */
function postgresqlSchema() {
  const file = join(root, 'prisma', 'generated', 'postgresql.prisma')
  const schema = readFileSync(join(root, 'prisma', 'schema.prisma'), 'utf8')
  const client = schema.replace('"sqlite"', '"postgresql"').replace('"./generated/sqlite"', '"./postgresql"')
  writeFileSync(file, client)
  return file
}

export function build() {
  const basePath = process.env.LOSSGLASS_BASE_PATH ?? ''
  step('build', {
    basePath,
    inputs: ['package-lock.json', 'app', 'lib', 'prisma', 'public', 'next.config.js', 'tsconfig.json'],
    outputs: ['.next/BUILD_ID'],
    title: 'Building the pages …',
    work: () => runTool('next/dist/bin/next', ['build'], { stdio: ['ignore', 'ignore', 'inherit'] }),
  })
}

/** What runs outside the pages, as plain JavaScript in dist/: the commands, the client, the threads that read. */
export function bundle() {
  step('bundle', {
    inputs: ['package-lock.json', 'lib', 'scripts', 'prisma'],
    outputs: ['dist/serve.js'],
    title: 'Bundling the commands …',
    work() {
      const { buildSync } = createRequire(import.meta.url)('esbuild')
      const commands = readdirSync(join(root, 'scripts')).filter((name) => name.endsWith('.ts'))
      rmSync(join(root, 'dist'), { recursive: true, force: true })
      const { errors } = buildSync({
        absWorkingDir: root,
        entryPoints: [
          ...commands.map((name) => ({ in: `scripts/${name}`, out: name.replace(/\.ts$/, '') })),
          { in: 'scripts/campaign/program.ts', out: 'campaign-program' },
          { in: 'lib/client.ts', out: 'client' },
          { in: 'lib/losses/index.ts', out: 'losses' },
          { in: 'lib/store/reader-thread.ts', out: 'reader-thread' },
          { in: 'lib/matrix/example-thread.ts', out: 'example-thread' },
          { in: 'lib/matrix/judge-thread.ts', out: 'judge-thread' },
        ],
        outdir: 'dist',
        bundle: true,
        // What the code spreads in for its reader is one literal then, which is made several times as fast.
        minifySyntax: true,
        splitting: true,
        packages: 'external',
        platform: 'node',
        format: 'esm',
        target: 'node20',
      })
      return errors.length
    },
  })
}

/** Everything that the commands need. */
export function prepare() {
  checkNode()
  install()
  generate()
  bundle()
}

/** Everything that the server needs too. */
export function setUp() {
  prepare()
  build()
}
