'use client'
import { type DragEvent, useState } from 'react'
import { type Evidence, evidenceOf } from '../../../lib/chooser/index.ts'
import { describeTarget, parseCsv, type Table, type TargetFacts } from '../../../lib/tabular/index.ts'
import { ask } from '../../components/ask.ts'
import { targetGuess } from './target-guess.ts'

export type FoundTarget = { file: string; column: string; evidence: Evidence }

type Opened = { file: string; table: Table; column: string; isAmount: boolean }

const sample = 'penguins.csv'

/** A CSV file, read here and sent nowhere, and the column of it that is to be predicted. */
export function FileTarget({ onFound }: { onFound(found: FoundTarget | null): void }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [isOver, setOver] = useState(false)

  function look(next: Opened): void {
    setOpened(next)
    const facts = attempt(() =>
      describeTarget(next.table, next.column, next.isAmount ? 'regression' : undefined),
    )
    setFault(typeof facts === 'string' ? facts : null)
    onFound(
      typeof facts === 'string'
        ? null
        : { file: next.file, column: next.column, evidence: evidenceOf(facts) },
    )
  }
  async function read(file: string, text: Promise<string>) {
    const content = await text
    const table = attempt(() => parseCsv(content))
    if (typeof table !== 'string') return look({ file, table, column: targetGuess(table), isAmount: false })
    setOpened(null)
    setFault(`${file}: ${table}`)
    onFound(null)
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) read(file.name, file.text())
  }
  async function readSample() {
    const answer = await ask(`/${sample}`)
    await read(`public/${sample}`, answer.text())
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the file field does the same by keyboard
    <div
      className="file-target"
      data-own-files
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label className="file-field">
        A CSV file, picked or dropped here. It is read in this page and sent nowhere.
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={({ target: { files } }) => {
            const file = files?.[0]
            if (file) read(file.name, file.text())
          }}
        />
      </label>
      <button type="button" onClick={readSample}>
        Try it with penguins
      </button>
      {opened && (
        <>
          <label className="field">
            Target column of {opened.file}
            <select
              value={opened.column}
              onChange={(event) => look({ ...opened, column: event.target.value, isAmount: false })}
            >
              {opened.table.columns.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {mayBeAmount(opened) && (
            <label className="row small">
              <input
                type="checkbox"
                className="tick-box pale"
                checked={opened.isAmount}
                onChange={(event) => look({ ...opened, isAmount: event.target.checked })}
              />
              These whole numbers are amounts, not classes
            </label>
          )}
          {opened.table.notes && <p className="soft small">{opened.table.notes.join(' ')}</p>}
        </>
      )}
      {fault !== null && (
        <p className="critical" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

/** The result, or the one sentence of its refusal. */
function attempt<T>(work: () => T): T | string {
  try {
    return work()
  } catch (fault) {
    return (fault as Error).message
  }
}

/** Small whole numbers may be either; only the person knows. */
function mayBeAmount({ table, column }: Opened): boolean {
  const facts = attempt((): TargetFacts => describeTarget(table, column))
  return typeof facts !== 'string' && facts.numbers !== null && facts.task.kind === 'classification'
}
