import { errorText, saidText } from '../../../lib/matrix/difference-words.ts'
import type { DifferingRuns, ShownExample } from '../../../lib/matrix/differing.ts'
import { useIsPaper } from '../../components/export/paper.ts'
import { greyPicture } from './grey-picture.ts'

type Props = {
  title: string
  examples: readonly ShownExample[]
  judged: DifferingRuns['judged']
  names: readonly [first: string, second: string]
}

/** Rows with what two models said of them. */
export function ExampleList({ title, examples, judged, names }: Props) {
  const isPaper = useIsPaper()
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      {examples.length === 0 && <p className="small soft">No row.</p>}
      <ul className="dif-examples">
        {examples.map(({ row, target, first, second, shown }) => (
          <li key={row}>
            {shown && 'grey' in shown && (
              <Picture
                width={shown.width}
                grey={shown.grey}
                label={`Row ${row}, ${saidText(target, judged)}`}
              />
            )}
            <dl>
              <dt>row {row}</dt>
              <dd>
                <strong>{saidText(target, judged)}</strong>
              </dd>
              {[first, second].map(({ said, error }, at) => (
                <div key={names[at]}>
                  <dt>{names[at]}</dt>
                  <dd>
                    {saidText(said, judged)} <span className="soft">error {errorText(error)}</span>
                  </dd>
                </div>
              ))}
            </dl>
            {shown && 'cells' in shown && (
              <details open={isPaper}>
                <summary className="small">the row</summary>
                <dl className="small soft">
                  {Object.entries(shown.cells).map(([name, cell]) => (
                    <div key={name}>
                      <dt>{name}</dt>
                      <dd>{cell || '–'}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** White is 1. */
function Picture({ width, grey, label }: { width: number; grey: readonly number[]; label: string }) {
  const height = grey.length / width
  return (
    // biome-ignore lint/performance/noImgElement: a few bytes that are in the page
    <img className="dif-picture" src={greyPicture(grey, width)} width={width} height={height} alt={label} />
  )
}
