'use client'
import { type FormEvent, useId, useState } from 'react'
import { type Right, rights, rightWords, type Token } from '../../lib/tokens/right.ts'
import { ask } from '../components/ask.ts'
import { Code } from '../components/code.tsx'
import { CopyButton } from '../components/copy-button.tsx'

type Made = { token: Token; text: string }
type Answer = Partial<Made> & { error?: { message: string } }

/** A name and rights, and then, once, the text of the token. */
export function MakeToken({ onMade }: { onMade(token: Token): void }) {
  const id = useId()
  const [given, setGiven] = useState<readonly Right[]>(['log'])
  const [made, setMade] = useState<Made | null>(null)
  const [fault, setFault] = useState<string | null>(null)

  async function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const body = JSON.stringify({ name: new FormData(form).get('name'), rights: given })
    try {
      const { token, text, error } = (await (
        await ask('/api/tokens', { method: 'POST', body })
      ).json()) as Answer
      setFault(error?.message ?? null)
      if (!token || !text) return
      setMade({ token, text })
      onMade(token)
      form.reset()
    } catch {
      setFault('The server cannot be reached.')
    }
  }

  return (
    <>
      <form className="set-token" onSubmit={make} aria-label="Make a token">
        <label className="field set-narrow">
          Name
          <input
            name="name"
            required
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            placeholder="gpu-box"
            aria-describedby={`${id}-said`}
          />
        </label>
        <fieldset className="set-rights">
          <legend>Rights</legend>
          {rights.map((right) => (
            <label key={right}>
              <input
                type="checkbox"
                className="tick-box"
                aria-label={right}
                aria-describedby={`${id}-${right}`}
                checked={given.includes(right)}
                onChange={({ target }) =>
                  setGiven(rights.filter((one) => (one === right ? target.checked : given.includes(one))))
                }
              />
              <span>
                <b>{right}</b>{' '}
                <span id={`${id}-${right}`} className="soft small">
                  {rightWords[right]}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        <button type="submit" disabled={given.length === 0}>
          Make token
        </button>
        <p id={`${id}-said`} role="status" className="critical small">
          {fault}
        </p>
      </form>
      {made && <MadeToken {...made} onDone={() => setMade(null)} />}
    </>
  )
}

function MadeToken({ token, text, onDone }: Made & { onDone(): void }) {
  return (
    <section className="notice set-made" aria-label={`The token ${token.name}`}>
      <p>
        This is the token <b>{token.name}</b>. It is shown this once: only its hash is kept.
      </p>
      <Code>
        <code>{text}</code>
      </Code>
      <p className="small soft">
        Programs take it as LOSSGLASS_TOKEN; in a browser, add ?token=… to the address of this server once.
      </p>
      <div className="row">
        <CopyButton text={text} className="main" />
        <button type="button" onClick={onDone}>
          I have it
        </button>
      </div>
    </section>
  )
}
