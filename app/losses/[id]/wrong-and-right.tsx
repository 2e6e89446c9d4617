import type { Mistake, Snippets } from '../../../lib/losses/guides/guide.ts'
import { withImports } from './code-imports.ts'
import { type CodePair, CodeTabs } from './code-tabs.tsx'

const libraries: readonly { key: keyof Snippets; title: string }[] = [
  { key: 'pytorch', title: 'PyTorch' },
  { key: 'typescript', title: 'TypeScript' },
  { key: 'keras', title: 'Keras' },
]

/** The mistake that is made with this loss, wrong and right, in three libraries. */
export function WrongAndRight({ mistake }: { mistake: Mistake }) {
  const pairs: CodePair[] = libraries.map(({ key, title }) => ({
    key,
    title,
    wrong: mistake.wrong[key],
    right: withImports(key, mistake.right[key]),
  }))
  return (
    <section className="loss-mistake">
      <h2>The common mistake</h2>
      <h3>{mistake.title}</h3>
      <p>{mistake.text}</p>
      <CodeTabs pairs={pairs} />
    </section>
  )
}
