'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useAddressed } from '../addressed.ts'
import { Command } from '../command.tsx'
import { Choice, Field } from '../fields.tsx'
import { useStart } from '../use-start.ts'

type Task = {
  id: string
  title: string
  models: string[]
  losses: string[]
  defaults: { loss: string; model: string; optimizer: string; epochs: number; batchSize: number }
  lr: Readonly<Record<string, number>>
}
export type TrainingChoices = { tasks: Task[]; optimizers: string[] }

/** The form that starts a real training on this machine; shown at each `asked` anew. */
export function StartDialog({ choices, asked }: { choices: TrainingChoices; asked: number }) {
  const router = useRouter()
  const command = useAddressed('npm run train -- --data FILE.csv --target COLUMN')
  const dialog = useRef<HTMLDialogElement>(null)
  const [taskId, setTaskId] = useState(choices.tasks[0]?.id ?? '')
  const [optimizer, setOptimizer] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: as often as it is asked for
  useEffect(() => dialog.current?.showModal(), [asked])
  const { isStarting, fault, start } = useStart('run', (id) => router.push(`/runs/${id}`))
  const task = choices.tasks.find(({ id }) => id === taskId)
  if (!task) return null
  const chosenOptimizer = optimizer || task.defaults.optimizer

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '')
    await start('/api/runs', Object.fromEntries(given))
  }

  return (
    <dialog ref={dialog} aria-label="Start a training">
      <h2>Start a training on this machine</h2>
      <form key={task.id} onSubmit={submit} className="start-form">
        <Choice name="task" title="Task" options={choices.tasks} chosen={taskId} onChoose={setTaskId} />
        <Choice name="loss" title="Loss" options={task.losses} chosen={task.defaults.loss} />
        <Choice name="model" title="Model" options={task.models} chosen={task.defaults.model} />
        <Choice
          name="optimizer"
          title="Optimizer"
          options={choices.optimizers}
          chosen={chosenOptimizer}
          onChoose={setOptimizer}
        />
        <Field
          key={chosenOptimizer}
          name="lr"
          title="Learning rate"
          value={String(task.lr[chosenOptimizer] ?? '')}
        />
        <Field name="epochs" title="Epochs" value={String(task.defaults.epochs)} />
        <Field name="batchSize" title="Batch size" value={String(task.defaults.batchSize)} />
        <Field name="seed" title="Seed" value="1" />
        <Field name="everySteps" title="Values every … steps (0: each epoch)" value="0" />
        <Field name="name" title="Name (optional)" value="" />
        <p className="faint">
          A file of your own: <Command text={command} />
        </p>
        {fault && <p className="critical">{fault}</p>}
        <div className="row">
          <button type="submit" className="main" disabled={isStarting}>
            {isStarting ? 'Starting …' : 'Start'}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  )
}
