import { plural } from '../../../lib/format.ts'
import type { Curves } from '../../components/chart/curve.ts'
import type { Picture } from '../picture.ts'

/** How lines and bands of groups are to be read. */
export function BandNote({ over, curves: { bands } }: { over: Picture['over']; curves: Curves }) {
  const single = bands.filter(({ band }) => band.total === 1).length
  const gone = bands.reduce((sum, { band }) => sum + band.total - band.carried, 0)
  const isPartial = bands.some(({ band }) => band.counts.some((count) => count < band.total))
  return (
    <p className="small soft cmp-band-note">
      {over === 'median'
        ? 'Lines are medians, bands reach from the lower to the upper quartile.'
        : 'Lines are means, bands are 95 % intervals of the mean by Student’s t; on a logarithmic axis too.'}
      {isPartial &&
        ' A line is thin where not all runs of its group have a value: a run that has ended is counted at the distance from the mean that it had there, and a band ends where fewer than half are left.'}
      {gone > 0 && ` ${plural(gone, 'run')} with no finite value ${gone === 1 ? 'is' : 'are'} in no line.`}
      {single > 0 && ` ${plural(single, 'group')} of a single run ${single === 1 ? 'has' : 'have'} no band.`}
    </p>
  )
}
