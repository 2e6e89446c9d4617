import type { Metadata } from 'next'
import Link from 'next/link'
import { defaultJobs } from '../../lib/server/default-jobs.ts'
import { services } from '../../lib/server/services.ts'
import { epochTimesOf } from '../../lib/sweep/estimate.ts'
import { stateWords, tallyText } from '../../lib/sweep/words.ts'
import { FreshOnReturn } from '../components/fresh-on-return.tsx'
import { LocalTime } from '../components/local-time.tsx'
import { sweepOptimizers, sweepTasks } from './offered.ts'
import { SweepForm } from './sweep-form.tsx'
import './sweeps.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Sweeps · Lossglass' }

/** Runs by whose times it is estimated how long a sweep takes. */
const runsLookedAt = 200

export default async function Page() {
  const { sweeps, store } = services()
  const [list, runs] = await Promise.all([sweeps.list(), store.listRuns({ limit: runsLookedAt })])
  return (
    <main className="sweeps">
      <FreshOnReturn made={{}} />
      <h1>Sweeps</h1>
      <p className="soft lead">
        A sweep trains with each of several losses over the same seeds, data, initial weights and epochs, so
        that the losses can be compared fairly.
      </p>
      {list.length > 0 && (
        <div className="scroll">
          <table className="sweep-list">
            <thead>
              <tr>
                <th>Name</th>
                <th>State</th>
                <th>Trainings</th>
                <th>Losses</th>
                <th>Begun</th>
              </tr>
            </thead>
            <tbody>
              {list.map(({ sweep, state, tally }) => (
                <tr key={sweep.id}>
                  <td>
                    <Link href={`/sweeps/${sweep.id}`}>{sweep.name}</Link>
                  </td>
                  <td>
                    <span className="status" data-status={state}>
                      {stateWords[state]}
                    </span>
                  </td>
                  <td>{tallyText(tally)}</td>
                  <td className="soft losses">{sweep.plan.losses.map(({ text }) => text).join(', ')}</td>
                  <td className="soft">
                    <LocalTime time={sweep.createdAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <SweepForm
        choices={{
          ...{ tasks: sweepTasks, optimizers: sweepOptimizers, jobs: defaultJobs() },
          epochTimes: epochTimesOf(runs),
        }}
      />
    </main>
  )
}
