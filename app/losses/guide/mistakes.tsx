import Link from 'next/link'
import { guideOf } from '../../../lib/losses/guides/index.ts'
import { lossIds, lossOf } from '../../../lib/losses/index.ts'

/** The mistake of each loss in a line; the pages of the losses have the code. */
export function Mistakes() {
  return (
    <>
      <p>
        Most of these raise no error: the code runs, the loss falls, and the model is worse than it could be.
        Each page shows the wrong lines and the right ones.
      </p>
      <ul className="mistakes">
        {lossIds.map((id) => (
          <li key={id}>
            <Link href={`/losses/${id}`}>{lossOf(id).title}</Link>
            <span>{guideOf(id).mistake.title}</span>
          </li>
        ))}
      </ul>
      <p>
        And four that belong to no single loss: forgetting to set the gradient to zero before each step;
        judging by the training loss alone; comparing a sum with a mean, or batches of unequal size by their
        mean; and evaluating with dropout still on, so that the validation loss lies above the training loss
        for no other reason.
      </p>
    </>
  )
}
