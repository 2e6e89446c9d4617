'use client'
import { useRouter } from 'next/navigation'
import { at } from '../../../lib/base-path.ts'
import { useTyped } from '../../components/use-typed.ts'

type Props = { query: string; longest: number }

/** Asks for a loss by what another library calls it; the question is in the address. */
export function LossSearch({ query, longest }: Props) {
  const router = useRouter()
  const typed = useTyped((text) => {
    const params = new URLSearchParams(window.location.search)
    if (text.trim()) params.set('call', text.trim())
    else params.delete('call')
    router.replace(params.size ? `/losses?${params}` : '/losses', { scroll: false })
  })
  return (
    <search>
      <form action={at('/losses')} className="loss-search">
        <label htmlFor="loss-call">I have the loss</label>
        <input
          id="loss-call"
          name="call"
          type="search"
          maxLength={longest}
          autoComplete="off"
          spellCheck={false}
          placeholder="torchvision.ops.sigmoid_focal_loss"
          defaultValue={query}
          onChange={(event) => typed.soon(event.target.value)}
          onBlur={typed.now}
        />
      </form>
    </search>
  )
}
