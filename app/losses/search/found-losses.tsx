import { at } from '../../../lib/base-path.ts'
import { formatNumber } from '../../../lib/format.ts'
import { type Dialect, isEqual } from '../../../lib/losses/dialects/dialect.ts'
import { dialects } from '../../../lib/losses/dialects/index.ts'
import { libraries } from '../../../lib/losses/dialects/libraries.ts'
import { addressOfDialect, type FoundDialect, findDialects } from '../../../lib/losses/dialects/search.ts'
import { lossOf } from '../../../lib/losses/index.ts'

/** What a library's loss is here, with the place where its table says more. */
export function FoundLosses({ query }: { query: string }) {
  const found = findDialects(query)
  if (found.length === 0)
    return (
      <p className="soft" role="status">
        No loss is known by that name. Try a part of it, such as <code>focal</code>.
      </p>
    )
  return (
    <ul className="found-losses" aria-label="Losses by that name">
      {found.map((one) => (
        <li key={addressOfDialect(one)}>
          {/* Not within the page: only a browser that goes there marks the row as its target. */}
          <a href={at(addressOfDialect(one))}>
            <strong>{lossOf(one.loss).title}</strong> <Called one={one} />
          </a>
        </li>
      ))}
    </ul>
  )
}

function Called({ one: { loss, dialect } }: { one: FoundDialect }) {
  if (!dialect) return <span className="soft">has a page</span>
  const { title } = libraries[dialect.library]
  const yardstick = dialects[loss]?.yardstick ?? 'PyTorch'
  return (
    <>
      <code>{dialect.call}</code>{' '}
      <span className="soft">
        {title}
        {dialect.library === 'torch' ? '' : `, ${verdictOf(dialect, yardstick)}`}
      </span>
    </>
  )
}

/** In a few words, how it stands to the yardstick. */
function verdictOf(dialect: Dialect, yardstick: string): string {
  if (isEqual(dialect)) return `equal to ${yardstick}`
  const { factor } = dialect
  if (typeof factor !== 'number' || factor === 1) return `differs from ${yardstick}`
  return `${formatNumber(factor)} times ${yardstick}`
}
