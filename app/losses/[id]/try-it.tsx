import { taskCommand } from '../../../lib/chooser/index.ts'
import type { LossGuide } from '../../../lib/losses/guides/guide.ts'
import type { Loss, LossId } from '../../../lib/losses/index.ts'
import { Copyable } from '../copyable.tsx'

/** The command that trains with the loss, and where its definition comes from. */
export function TryIt({ loss, guide }: { loss: Loss; guide: LossGuide }) {
  const command = taskCommand({ loss: loss.id as LossId })
  return (
    <section className="loss-try">
      <h2>Train with it</h2>
      {command === null ? (
        <p>
          None of the tasks that come with Lossglass has what it takes. Compute it in your own program and log
          it as <code>train/loss</code>.
        </p>
      ) : (
        <Copyable text={command} label="the command" />
      )}
      <h2>Sources</h2>
      <p>
        Definition, defaults and edge cases: {loss.reference}.
        {guide.sources && ` Read: ${guide.sources.join('; ')}.`}
      </p>
    </section>
  )
}
