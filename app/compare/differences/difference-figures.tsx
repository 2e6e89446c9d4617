import { plural } from '../../../lib/format.ts'
import { overSeedsText } from '../../../lib/matrix/difference-words.ts'
import type { DifferingRuns, DifferingSetup } from '../../../lib/matrix/differing.ts'
import { Figure, pathOf, type Range, strokeOf } from './figure.tsx'
import { RecallTable } from './recall-table.tsx'

type Props = { differences: DifferingRuns }

function extent(values: readonly number[]): Range {
  const finite = values.filter(Number.isFinite)
  const [low, high] = [Math.min(...finite), Math.max(...finite)]
  return high > low ? [low, high] : [low - 1, high + 1]
}

const total = ({ histogram: { counts, below, above, nonFinite } }: DifferingSetup) =>
  counts.reduce((sum, count) => sum + count, below + above + nonFinite)

/** Shares of rows by their error, one line for each setup. */
function ErrorHistogram({ differences: { setups, edges, judged } }: Props) {
  if (edges.length < 2) return null
  const shares = setups.map((setup) => setup.histogram.counts.map((count) => count / total(setup)))
  const isNumbers = judged?.task === 'regression'
  const outside = setups.map((setup) => {
    const { below, above, nonFinite } = setup.histogram
    const lost = nonFinite ? `, ${plural(nonFinite, 'error')} not finite` : ''
    return `${setup.loss}: ${(((below + above) / total(setup)) * 100).toFixed(1)} % of rows lie outside${lost}`
  })
  return (
    <Figure
      title={
        isNumbers ? 'Errors, prediction less target' : 'Errors, 1 less the probability of the true class'
      }
      note={isNumbers ? 'All but the outermost hundredth on each side.' : undefined}
      description={outside.join('; ')}
      x={[edges[0] as number, edges.at(-1) as number]}
      y={[0, Math.max(...shares.flat()) * 1.05 || 1]}
      xLabel={isNumbers ? `error${judged?.unit ? ` in ${judged.unit}` : ''}` : 'error'}
      yLabel="share of rows"
      names={setups.map(({ loss }, at) => ({ label: loss, at }))}
      rows={() =>
        setups.flatMap(({ label, loss, histogram }) =>
          histogram.counts.map((count, bin) => ({
            ...{ setup: label, loss, from: edges[bin] as number, to: edges[bin + 1] as number, rows: count },
          })),
        )
      }
    >
      {(place) =>
        shares.map((of, at) => {
          const steps = of.flatMap((share, bin) => [
            place(edges[bin] as number, share),
            place(edges[bin + 1] as number, share),
          ])
          return (
            <path
              key={setups[at]?.label}
              d={pathOf(steps)}
              fill="none"
              strokeWidth={1.75}
              {...strokeOf(at)}
            />
          )
        })
      }
    </Figure>
  )
}

/** Accuracy by confidence: on the diagonal a model is as sure as it is right. */
function Calibration({ differences: { setups } }: Props) {
  const curves = setups.flatMap(({ calibration, ...setup }, at) =>
    calibration ? [{ ...setup, ...calibration, at }] : [],
  )
  if (curves.length === 0) return null
  return (
    <Figure
      title="Calibration"
      note="Below the diagonal a model is surer than it is right."
      description={curves
        .map(({ loss, error }) => `${loss}: expected error ${overSeedsText(error)}`)
        .join('; ')}
      x={[0, 1]}
      y={[0, 1]}
      xLabel="confidence in the named class"
      yLabel="share right"
      names={curves.map(({ loss, at }) => ({ label: loss, at }))}
      rows={() =>
        curves.flatMap(({ label, loss, bins }) => bins.map((bin) => ({ setup: label, loss, ...bin })))
      }
    >
      {(place) => (
        <>
          <path className="fig-grid" d={pathOf([place(0, 0), place(1, 1)])} />
          {curves.map(({ bins, label, at }) => {
            const points = bins.map(({ confidence, accuracy }) => place(confidence, accuracy))
            return (
              <g key={label}>
                <path d={pathOf(points)} fill="none" strokeWidth={1.75} {...strokeOf(at)} />
                {points.map(([left, top]) => (
                  <circle key={left} cx={left} cy={top} r={2.5} fill={`var(--hue-${at % 8})`} />
                ))}
              </g>
            )
          })}
        </>
      )}
    </Figure>
  )
}

/** Half of the residuals lies below the line, eight tenths lie in the band. */
function ResidualFigure({ differences: { setups, judged } }: Props) {
  const curves = setups.flatMap(({ residuals, label, loss }, at) =>
    residuals?.length ? [{ residuals, label, loss, at }] : [],
  )
  if (curves.length === 0) return null
  const all = curves.flatMap(({ residuals }) => residuals)
  const unit = judged?.unit ? ` in ${judged.unit}` : ''
  return (
    <Figure
      title="Errors by what was predicted"
      note="Lines are medians, bands hold the middle eight tenths."
      description="For each twentieth of the predictions the median error, and the band of the middle eight tenths"
      x={extent(all.map(({ at }) => at))}
      y={extent(all.flatMap(({ low, high }) => [low, high]))}
      xLabel={`prediction${unit}`}
      yLabel={`error${unit}`}
      names={curves.map(({ loss, at }) => ({ label: loss, at }))}
      rows={() =>
        curves.flatMap(({ label, loss, residuals }) =>
          residuals.map(({ at, low, middle, high }) => ({ setup: label, loss, at, low, middle, high })),
        )
      }
    >
      {(place) => (
        <>
          <path className="fig-grid" d={pathOf(extent(all.map(({ at }) => at)).map((x) => place(x, 0)))} />
          {curves.map(({ residuals, label, at }) => (
            <g key={label}>
              <path
                fill={`var(--hue-${at % 8})`}
                opacity={0.12}
                d={pathOf([
                  ...residuals.map((band) => place(band.at, band.high)),
                  ...residuals.toReversed().map((band) => place(band.at, band.low)),
                ])}
              />
              <path
                d={pathOf(residuals.map((band) => place(band.at, band.middle)))}
                fill="none"
                strokeWidth={1.75}
                {...strokeOf(at)}
              />
            </g>
          ))}
        </>
      )}
    </Figure>
  )
}

/** All figures, of which each is left out where the models have nothing for it. */
export function DifferenceFigures({ differences }: { differences: DifferingRuns }) {
  return (
    <>
      <div className="dif-figures">
        <ErrorHistogram differences={differences} />
        <Calibration differences={differences} />
        <ResidualFigure differences={differences} />
      </div>
      <RecallTable differences={differences} />
    </>
  )
}
