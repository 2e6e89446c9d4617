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
          It takes two networks that train in turns. Log both of their losses from your own program, as{' '}
          <code>train/loss_d</code> and <code>train/loss_g</code>, and look at samples beside them.
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
