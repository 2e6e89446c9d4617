'use client'
import { useRef, useState } from 'react'
import { formatAgo } from '../../lib/format.ts'
import type { Token } from '../../lib/tokens/right.ts'
import { LocalTime } from '../components/local-time.tsx'
import { send } from '../components/send.ts'
import { useNow } from '../components/use-now.ts'
import { MakeToken } from './make-token.tsx'

type Props = {
  stored: readonly Token[]
  /** Whether the server asks for tokens at all. */
  isShared: boolean
}

/** Who may talk to the server: made and revoked at once, apart from what is saved together. */
export function TokenList({ stored, isShared }: Props) {
  const [tokens, setTokens] = useState(stored)
  const [asked, setAsked] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const now = useNow(true)

  async function revoke(name: string) {
    const refused = await send('DELETE', `/api/tokens/${encodeURIComponent(name)}`)
    setFault(refused)
    if (!refused) setTokens((known) => known.filter((token) => token.name !== name))
  }

  return (
    <>
      <p className="soft set-lead">
        {isShared
          ? 'Each person and each program can have a token of its own, with the rights that it needs. LOSSGLASS_TOKEN, with which this server was started, is the owner’s and is not listed.'
          : 'This server asks nobody for a token, as it answers on this machine only and was started without LOSSGLASS_TOKEN. Tokens that are made here hold once it is started with one.'}
      </p>
      {tokens.length === 0 && <p className="soft">There is no token yet.</p>}
      <ul className="set-mutes" aria-label="Tokens">
        {tokens.map(({ name, rights, createdAt, lastUsedAt }) => (
          <li key={name}>
            <span>
              <b>{name}</b> {rights.join(', ')}{' '}
              <span className="small soft">
                · made <LocalTime time={createdAt} /> ·{' '}
                {lastUsedAt === null ? 'never used' : now && `last used ${formatAgo(now - lastUsedAt)}`}
              </span>
            </span>
            <button
              type="button"
              className="plain small"
              aria-label={`Revoke ${name}`}
              onClick={() => {
                setAsked(name)
                dialog.current?.showModal()
              }}
            >
              Revoke
            </button>
          </li>
        ))}
      </ul>
      {fault && (
        <p role="alert" className="critical small">
          {fault}
        </p>
      )}
      <MakeToken
        onMade={(token) => setTokens((known) => [...known, token].sort((a, b) => (a.name < b.name ? -1 : 1)))}
      />
      <dialog ref={dialog} aria-labelledby="revoke-title">
        <h2 id="revoke-title">Revoke {asked}?</h2>
        <p>Programs and browsers that have this token are turned away from now on. It cannot be undone.</p>
        <form method="dialog" className="row" style={{ marginTop: 16 }}>
          <button type="submit" className="main">
            Keep it
          </button>
          <button type="submit" onClick={() => asked !== null && revoke(asked)}>
            Revoke
          </button>
        </form>
      </dialog>
    </>
  )
}
