import type { DialectSample } from '../../../lib/losses/dialects/dialect.ts'
import type { Nested } from '../../../lib/losses/index.ts'

const givenWords = {
  probabilities: 'PyTorch and Lossglass get the logarithms of these predictions.',
  logits: 'PyTorch and Lossglass get the log-softmax of these predictions, first by step, then by sample.',
}

function listed(nested: Nested): string {
  return typeof nested === 'number' ? String(nested) : `[${Array.from(nested, listed).join(', ')}]`
}

/** The numbers that every call got. */
export function DialectSampleNumbers({ sample }: { sample: DialectSample }) {
  const { inputs, targets, params = {}, given } = sample
  const all = [...Object.entries(inputs), ...Object.entries(targets)]
  return (
    <details className="dialect-sample">
      <summary className="soft">The sample</summary>
      <dl>
        {all.map(([name, nested]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{listed(nested)}</code>
            </dd>
          </div>
        ))}
        {Object.entries(params).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{String(value)}</code>
            </dd>
          </div>
        ))}
      </dl>
      {given && <p className="soft">{givenWords[given]}</p>}
    </details>
  )
}
