import { formatNumber } from '../../../lib/format.ts'
import {
  anchorOf,
  type Dialect,
  type DialectReduction,
  isEqual,
  type LossDialects,
} from '../../../lib/losses/dialects/dialect.ts'
import { libraries } from '../../../lib/losses/dialects/libraries.ts'
import { DialectSampleNumbers } from './dialect-sample.tsx'
import './other-libraries.css'

const reductionWords: Record<DialectReduction, string> = {
  mean: 'mean',
  sum: 'sum',
  none: 'none',
  'per-sample': 'none, a number per sample',
  'sum-of-outputs': 'sum over outputs, mean over samples',
  'nonzero-weights': 'mean over weights that are not 0',
  'nonzero-terms': 'mean over terms that are not 0',
  batch: 'sum over the number of samples',
}

function factorWords({ factor, only }: Dialect): string {
  if (factor === null) return 'differs'
  if (factor === 1) return only ? '1 here only' : '1'
  return String(factor)
}

/** What libraries make of this loss: a row for each call that was measured, those that differ first. */
export function OtherLibraries({ of }: { of: LossDialects }) {
  const { yardstick, value, rows, sample } = of
  const torch = rows.filter(({ library }) => library === 'torch')
  const others = rows.filter(({ library }) => library !== 'torch')
  const equal = others.filter(isEqual)
  const different = others.filter((row) => !isEqual(row))
  const differ = different.length === 1 ? 'differs' : 'differ'
  return (
    <section className="dialects" id="other-libraries" aria-labelledby="other-libraries-title">
      <h2 id="other-libraries-title">In other libraries</h2>
      <p className="soft">
        Each call got the same numbers. Of several that one returned the mean is shown. {yardstick} gives{' '}
        {formatNumber(value)}.
      </p>
      <DialectSampleNumbers sample={sample} />
      <table>
        <thead>
          <tr>
            <th scope="col">library</th>
            <th scope="col">call</th>
            <th scope="col">reduces to</th>
            <th scope="col" className="number">
              on the sample
            </th>
            <th scope="col" className="number">
              times {yardstick}
            </th>
            <th scope="col">what differs</th>
          </tr>
        </thead>
        <Rows of={of} rows={different} title={`${different.length} ${differ} from ${yardstick}`} />
        <Rows
          of={of}
          rows={[...torch, ...equal]}
          title={
            torch.length ? `PyTorch, and ${equal.length} equal to it` : `${equal.length} equal to Lossglass`
          }
        />
      </table>
    </section>
  )
}

type RowsProps = { of: LossDialects; rows: readonly Dialect[]; title: string }

function Rows({ of, rows, title }: RowsProps) {
  if (rows.length === 0) return null
  return (
    <tbody>
      <tr className="dialect-group">
        <th colSpan={6} scope="rowgroup">
          {title}
        </th>
      </tr>
      {rows.map((row) => {
        const { title, version } = libraries[row.library]
        return (
          <tr key={anchorOf(row, of)} id={anchorOf(row, of)}>
            <th scope="row">
              {title} <span className="faint">{version}</span>
            </th>
            <td className="dialect-call">
              <code>{row.call}</code>
              {row.also.map((name) => (
                <code key={name}>{name}</code>
              ))}
            </td>
            <td className="soft dialect-reduction">{reductionWords[row.reduction]}</td>
            <td className="number">{formatNumber(row.value)}</td>
            <td className="number dialect-factor" data-differs={row.factor === null || undefined}>
              {factorWords(row)}
            </td>
            <td className="dialect-words">{row.words}</td>
          </tr>
        )
      })}
    </tbody>
  )
}
