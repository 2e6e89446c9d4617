'use client'
import { type KeyboardEvent, useId, useState } from 'react'
import { Code } from '../../components/code.tsx'
import { Copyable } from '../copyable.tsx'

export type CodePair = { key: string; title: string; wrong: string; right: string }

const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/** Wrong and right code, a tab for each library; arrow keys change the tab. */
export function CodeTabs({ pairs }: { pairs: readonly CodePair[] }) {
  const [chosen, setChosen] = useState(0)
  const id = useId()
  const pair = pairs[chosen]
  function move(event: KeyboardEvent<HTMLDivElement>) {
    const by = moves[event.key]
    if (by === undefined) return
    const next = (chosen + by + pairs.length) % pairs.length
    setChosen(next)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className="code-tabs">
      <div role="tablist" aria-label="Library" onKeyDown={move} tabIndex={-1}>
        {pairs.map(({ key, title }, at) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={at === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={at === chosen ? 0 : -1}
            onClick={() => setChosen(at)}
          >
            {title}
          </button>
        ))}
      </div>
      {pair && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${pair.key}`} className="code-pair">
          <div className="code-wrong">
            <h4>Wrong</h4>
            <Code>
              <code>{pair.wrong}</code>
            </Code>
          </div>
          <div className="code-right">
            <h4>Right</h4>
            <Copyable text={pair.right} label="the right code" />
          </div>
        </div>
      )}
    </div>
  )
}
