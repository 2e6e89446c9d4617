import type { LossGuide } from '../../../lib/losses/guides/guide.ts'
import type { Loss } from '../../../lib/losses/index.ts'
import { inputWords, targetWords } from '../trait-words.ts'

/** Which tensors the loss takes, what their numbers mean, and their shapes. */
export function Expected({ loss: { expects }, guide }: { loss: Loss; guide: LossGuide }) {
  return (
    <section>
      <h2>What it takes</h2>
      <dl className="loss-terms">
        {Object.entries(expects.inputs).map(([name, trait]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{inputWords[trait]}</dd>
          </div>
        ))}
        <div>
          <dt>
            <code>targets</code>
          </dt>
          <dd>{targetWords[expects.targets]}</dd>
        </div>
      </dl>
      <p className="loss-shapes">Shapes: {guide.shapes}</p>
    </section>
  )
}
