/** From whole lines of a program to the calls in them: `import torch.nn as nn; nn.L1Loss()` to `torch.nn.L1Loss()`. Pure. */

const pythonFrom = /^from\s+([\w.]+)\s+import\s+(.+)$/
const moduleAs = /^import\s+(?:\*\s+as\s+(\w+)\s+from\s+['"]([^'"]+)['"]|([\w.]+)\s+as\s+(\w+))$/
const namesFrom = /^import\s+\{?([\w\s,]+?)\}?\s+from\s+['"]([^'"]+)['"]$/
const plainImport = /^(?:import|use|using)\s+(?:static\s+)?([\w.:]+)$/

/** `Huber as H, Hinge` of keras.losses: what each is called in the program, and as a whole. */
function importedFrom(home: string, names: string): Import[] {
  return names
    .replace(/[()]/g, '')
    .split(',')
    .flatMap((one): Import[] => {
      const [name, as = name] = one.trim().split(/\s+as\s+/)
      return name && as ? [{ alias: as, whole: `${home}.${name}` }] : []
    })
}

type Import = { alias: string; whole: string }

/** What a line brings in; null where it is no import. */
function importsIn(statement: string): Import[] | null {
  const from = pythonFrom.exec(statement)
  if (from?.[1] && from[2]) return importedFrom(from[1], from[2])
  const as = moduleAs.exec(statement)
  if (as) return [{ alias: as[1] ?? as[4] ?? '', whole: as[2] ?? as[3] ?? '' }]
  const braces = namesFrom.exec(statement)
  if (braces?.[1] && braces[2]) return importedFrom(braces[2], braces[1])
  const plain = plainImport.exec(statement)?.[1]
  return plain === undefined ? null : [{ alias: plain, whole: plain }]
}

/** A loss is mostly called one. */
const isLikely = (statement: string) => /loss|criterion|objective|entropy|error/i.test(statement)

/** What may be the call of a loss, the likeliest first; what is brought in only where nothing is called. */
export function callsIn(text: string): string[] {
  const statements = text.split(/[;\n]/).flatMap((one) => one.trim() || [])
  const imports = statements.flatMap((one) => importsIn(one) ?? [])
  const named = new Map(imports.map(({ alias, whole }) => [alias, whole]))
  const calls = statements
    .filter((one) => importsIn(one) === null)
    .map((one) => one.replace(/(?<![\w.'"])\w+(?=[.(])/g, (word) => named.get(word) ?? word))
  return [
    ...calls.filter(isLikely),
    ...calls.filter((one) => !isLikely(one)),
    ...imports.map(({ whole }) => whole),
  ]
}
