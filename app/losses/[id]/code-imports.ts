/** The import lines that a snippet needs. */
import type { Snippets } from '../../../lib/losses/guides/guide.ts'

const needs: Record<keyof Snippets, readonly { uses: RegExp; line: string }[]> = {
  pytorch: [
    { uses: /\bmath\./, line: 'import math' },
    { uses: /\btorch\./, line: 'import torch' },
    { uses: /\bnn\./, line: 'from torch import nn' },
    { uses: /\bF\./, line: 'import torch.nn.functional as F' },
    { uses: /\btorchvision\./, line: 'import torchvision' },
  ],
  keras: [
    { uses: /\bkeras\./, line: 'import keras' },
    { uses: /\bops\./, line: 'from keras import ops' },
  ],
  typescript: [],
}

/** What the library exports and the snippets use. */
const names = ['evaluate', 'lossOf', 'readParams', 'tensorOf']

export function withImports(library: keyof Snippets, code: string): string {
  const used = names.filter((name) => new RegExp(String.raw`\b${name}\(`).test(code))
  const own =
    library === 'typescript' && used.length
      ? [`import { ${used.join(', ')} } from 'lossglass/losses'`]
      : needs[library].filter(({ uses }) => uses.test(code)).map(({ line }) => line)
  return own.length ? `${own.join('\n')}\n\n${code}` : code
}
