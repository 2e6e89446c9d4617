'use client'
import Link from 'next/link'
import { ImportButton } from '../dropped/import-button.tsx'
import { Snippet } from '../snippet.tsx'
import type { TrainingChoices } from './start-dialog.tsx'
import { StartTraining } from './start-training.tsx'

const snippets = [
  { title: 'In a terminal', code: 'npm run train -- --task digits --loss cross-entropy --epochs 10' },
  {
    title: 'From Python',
    code: `curl -O http://127.0.0.1:3000/lossglass.py
python3 -c "import lossglass as lg; lg.init(); [lg.log({'train/loss': 1 / (i + 1)}) for i in range(100)]"`,
  },
  {
    title: 'From a Node program',
    code: `import { startRun } from 'lossglass/client'
const run = startRun({ name: 'my loop' })
for (let step = 1; step <= 100; step++) run.log(step, { 'train/loss': 1 / step })
await run.finish()`,
  },
  {
    title: 'From anything that speaks HTTP',
    code: `curl http://127.0.0.1:3000/api/ingest -d '{"events": [
  {"type": "run-started", "run": {"id": "mine", "name": "my run"}},
  {"type": "points", "runId": "mine", "series": [{"name": "train/loss", "steps": [1, 2], "values": [2.3, "NaN"]}]}]}'`,
  },
]

/** The list while there is no run: what this is, and the ways to begin. */
export function Welcome({ choices }: { choices: TrainingChoices }) {
  return (
    <main className="welcome">
      <h1>No runs yet</h1>
      <p>
        Lossglass shows every training run live, says when its loss goes wrong and why, and compares runs that
        were trained with different losses.
      </p>
      <div className="row">
        <StartTraining choices={choices} isMain />
        <ImportButton />
      </div>
      {snippets.map((snippet) => (
        <Snippet key={snippet.title} {...snippet} />
      ))}
      <p>
        For PyTorch, Lightning, Keras, MLflow, W&B and others, and for logs that are there already:{' '}
        <Link href="/connect">Connect a program</Link>
      </p>
    </main>
  )
}
