import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../lib/root.ts'

const ofTheTree = ['CONTRIBUTING.md', 'lib/detectors/README.md']
const documents = ['README.md', ...ofTheTree]
const folders = ['app', 'lib', 'prisma', 'python', 'scripts', 'skills', 'test']
const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
)
const inRoot = readdirSync(root)
const textOf = (document: string) => readFileSync(join(root, document), 'utf8')

it.each(ofTheTree)('%s names only files that exist, by the end of their path', (document) => {
  const named = [...textOf(document).matchAll(/`([\w./[\]-]+\.(?:tsx?|mjs|css|py|txt|prisma|md))`/g)]
  expect(named.length).toBeGreaterThan(10)
  const missing = named.flatMap(([, path]) =>
    [...files, ...inRoot].some((file) => `/${file}`.endsWith(`/${path}`)) ? [] : [path],
  )
  expect(missing).toEqual([])
})

it('the tree of CONTRIBUTING.md names every folder of app, lib and scripts', () => {
  const [, tree = ''] = textOf('CONTRIBUTING.md').split('```')
  const rooms = ['app', 'lib', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? [`${one.name}/`] : [],
    ),
  )
  const named = new Set(tree.match(/[\w.-]+\//g))
  expect(rooms.filter((room) => !named.has(room))).toEqual([])
})

describe.each(documents)('%s', (document) => {
  it('links only to files and headings that exist', () => {
    const text = textOf(document)
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    )
    const broken = [...text.matchAll(/\]\(([^)]+)\)/g)].flatMap(([, to = '']) => {
      const exists = to.startsWith('#')
        ? headings.includes(to.slice(1))
        : existsSync(join(root, dirname(document), to))
      return exists ? [] : [to]
    })
    expect(broken).toEqual([])
  })

  it('has no line that reaches column 120, but for tables', () => {
    const long = textOf(document)
      .split('\n')
      .filter((line) => line.length >= 120 && !line.startsWith('|'))
    expect(long).toEqual([])
  })
})
