'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Choice, Field } from '../components/fields.tsx'
import { useStart } from '../components/use-start.ts'
import { LossBoxes } from './loss-boxes.tsx'
import type { SweepChoices } from './sweep-choices.ts'
import { sizeOf } from './sweep-size.ts'

/** The form that starts a sweep on this machine. */
export function SweepForm({ choices }: { choices: SweepChoices }) {
  const [taskId, setTaskId] = useState('flight-delays')
  const task = choices.tasks.find(({ id }) => id === taskId)
  if (!task) return null
  return (
    <section aria-labelledby="new-sweep">
      <h2 id="new-sweep">Start a sweep on this machine</h2>
      <Choice
        title="Task"
        options={choices.tasks}
        chosen={taskId}
        onChoose={setTaskId}
        className="task-field"
      />
      {/* Another task has other losses and defaults: its form begins anew. */}
      <TaskForm key={taskId} task={task} choices={choices} />
    </section>
  )
}

function TaskForm({ task, choices }: { task: SweepChoices['tasks'][number]; choices: SweepChoices }) {
  const router = useRouter()
  const [optimizer, setOptimizer] = useState<string>(task.defaults.optimizer)
  const [losses, setLosses] = useState<readonly string[]>([task.defaults.loss])
  const [given, setGiven] = useState<Record<string, string>>({})
  const { isStarting, fault, start } = useStart('sweep', (id) => router.push(`/sweeps/${id}`))
  const size = sizeOf(losses, given, task, choices)

  function read(form: HTMLFormElement): Record<string, string> {
    return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]))
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const said = Object.entries(read(event.currentTarget)).filter(([, value]) => value !== '')
    await start('/api/sweeps', { ...Object.fromEntries(said), task: task.id, losses })
  }

  return (
    <form
      data-needs="control"
      onSubmit={submit}
      onChange={(event) => setGiven(read(event.currentTarget))}
      className="sweep-form"
    >
      <LossBoxes losses={task.losses} first={task.defaults.loss} onChange={setLosses} />
      <div className="sweep-fields">
        <Field name="seeds" title="Seeds: how many, or 3,4,9" value="5" />
        <Field
          key={optimizer}
          name="lr"
          title="Learning rates, with commas"
          value={String(task.lr[optimizer] ?? '')}
        />
        <Field name="epochs" title="Epochs" value={String(task.defaults.epochs)} />
        <Choice name="model" title="Model" options={task.models} chosen={task.defaults.model} />
        <Choice
          name="optimizer"
          title="Optimizer"
          options={choices.optimizers}
          chosen={optimizer}
          onChoose={setOptimizer}
        />
        <Field name="batchSize" title="Batch size" value={String(task.defaults.batchSize)} />
        <Field name="jobs" title="Trainings at a time" value={String(choices.jobs)} />
        <Field name="name" title="Name (optional)" value="" />
      </div>
      <p aria-live="polite">{size}</p>
      {fault && <p className="critical">{fault}</p>}
      <div className="row">
        <button type="submit" className="main" disabled={isStarting}>
          {isStarting ? 'Starting …' : 'Start the sweep'}
        </button>
      </div>
    </form>
  )
}
