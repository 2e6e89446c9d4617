/** What every panel of a run's page is told. */
import type { Finding, RunView } from '../../../lib/run.ts'
import type { XAxis } from '../../components/chart/line.ts'
import type { Picture } from './picture.ts'

export type PanelProps = {
  view: RunView
  /** How often the run was read again. */
  reads: number
  picture: Picture
  x: XAxis
  /** The finding whose evidence is drawn. */
  drawn: Finding | null
  chosen: string | null
  onZoom(zoom: [number, number] | null): void
}
