/** TensorBoard event files: PyTorch, tensorboardX, Keras, TensorFlow.js, accelerate, Ignite, Stable-Baselines3, clu, Ray … */
import { plural } from '../../format.ts'
import { createDraft, type Draft } from '../draft.ts'
import { type ForeignFile, type Format, folderOf, nameOfPath, type Trouble } from '../foreign.ts'
import { Malformed } from '../protobuf.ts'
import { createTroubles, type Troubles } from '../troubles.ts'
import { flatYaml } from '../yaml.ts'
import { type PluginsByTag, readEvent, type TensorboardEvent } from './event.ts'
import { isRecordAt, recordsOf } from './records.ts'
import { byTimeInName, isParams, prefixOf, runFolders, seriesNameOf } from './run-folders.ts'

export const tensorboard: Format = {
  id: 'tensorboard',
  title: 'TensorBoard event files',
  sniff({ bytes, text, name }) {
    if (isRecordAt(bytes, 0)) return text.slice(0, 64).includes('brain.Event:')
    // Its first bytes are damaged: the name says what it is, a later record that it is so.
    return name.includes('tfevents') && bytes.some((_, at) => isRecordAt(bytes, at))
  },
  group: runFolders,
  read(files, { path }) {
    const sorted = files.filter((file) => !isParams(file.path)).sort((a, b) => byTimeInName(a.path, b.path))
    const latest = Math.max(...files.map(({ modified }) => modified))
    const draft = createDraft(nameOf(path), 'tensorboard', latest)
    const gathered: Gathered = { draft, prefixes: new Map(), others: new Map() }
    const troubles = sorted.flatMap((file) => readFile(file, prefixOf(file.path, path), gathered))
    for (const file of files) if (isParams(file.path)) draft.params(flatYaml(file))
    const left = [...gathered.others].map(([kind, count]) => plural(count, kind))
    if (left.length) draft.note(`Left out, as only scalars are read: ${left.join(', ')}.`)
    return { runs: [draft.run()], troubles }
  },
}

/** Lightning calls its folders `version_0`, which tells nothing without the one above. */
function nameOf(path: string): string {
  const name = nameOfPath(path)
  return /^version_\d+$/.test(name) ? `${nameOfPath(folderOf(path))}/${name}` : name
}

/** What the files of one run have given so far: prefixes by series, summaries that are no scalars by kind. */
type Gathered = { draft: Draft; prefixes: Map<string, string>; others: Map<string, number> }

function readFile(file: ForeignFile, prefix: string, gathered: Gathered): Trouble[] {
  const { draft, others } = gathered
  const troubles = createTroubles(file.path)
  const taken = createTaker(gathered, prefix)
  for (const event of eventsOf(file, troubles)) {
    if (event.isStart) taken.startAt(event)
    if (event.session) {
      draft.params(event.session.params)
      if (event.session.status) draft.ended(event.session.status)
    }
    for (const kind of event.others) others.set(kind, (others.get(kind) ?? 0) + 1)
    taken.take(event)
  }
  return troubles.list()
}

function* eventsOf(file: ForeignFile, troubles: Troubles): Generator<TensorboardEvent> {
  const plugins: PluginsByTag = new Map()
  for (const { at, bytes, fault } of recordsOf(file.chunks())) {
    if (!bytes) {
      troubles.add(`byte ${at}`, `${fault}.`)
      continue
    }
    try {
      yield readEvent(bytes, plugins)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      troubles.add(`byte ${at}`, `a record is no event: ${error.message}.`)
    }
  }
}

/** What the tool that calls a series so does to it. */
function sayOf(tag: string, draft: Draft): void {
  if (tag.startsWith('epoch_')) draft.note('Steps of series that are called epoch_… are epochs.')
  if (tag.startsWith('batch_'))
    draft.note('Where Keras wrote series that are called batch_…, a value is the mean of its epoch so far.')
  if (tag.startsWith('ray/tune/')) draft.note('Ray Tune leaves NaN out of its event files.')
}

/** Takes the scalars of one file in, after what a later file makes void of earlier ones. */
function createTaker({ draft, prefixes }: Gathered, prefix: string) {
  /** Series that this file has written, by tag. */
  const names = new Map<string, string>()

  /**
   * A new file that goes on from an earlier step: a training that was resumed. What was written before it from there
   * on is void.
   */
  function resume(name: string, step: number, time: number): void {
    const columns = draft.columns(name)
    if (!columns || columns.lastTime() >= time || columns.lastStep() < step) return
    said(columns.dropFrom(step, time), name, step)
  }

  function said(dropped: number, name: string, step: number): void {
    if (dropped)
      draft.note(
        `The run was resumed at step ${step}: ${plural(dropped, 'earlier value')} of ${name} from there on left out.`,
      )
  }

  return {
    /** Of its own folder only: an evaluation that starts voids no training. */
    startAt({ step }: TensorboardEvent): void {
      for (const name of draft.names)
        if (prefixes.get(name) === prefix)
          said(draft.columns(name)?.dropFrom(step, Number.POSITIVE_INFINITY) ?? 0, name, step)
    },
    take({ scalars, step, wallTime }: TensorboardEvent): void {
      const time = wallTime * 1000
      for (const { tag, value } of scalars) {
        let name = names.get(tag)
        if (name === undefined) {
          name = seriesNameOf(tag, prefix)
          names.set(tag, name)
          sayOf(tag, draft)
          prefixes.set(name, prefix)
          resume(name, step, time)
        }
        draft.add(name, step, value, time)
      }
    },
  }
}
