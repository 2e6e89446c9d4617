'use client'
import { useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { Stage } from '../../../lib/explorer/stage.ts'
import type { LossId } from '../../../lib/losses/index.ts'
import { useAddress } from '../../components/use-address.ts'
import { addressOf, type Choices, readChoices } from './choices.ts'

/** Browsers refuse to change the address more than some hundred times in half a minute: a slider would. */
const quietMs = 250

/** The choices of the explorer; the address follows when they have been left alone for a moment. */
export function useChoices(
  stage: Stage,
  usual: readonly LossId[],
): [Choices, (changes: Partial<Choices>) => void] {
  const search = useSearchParams()
  const [, setAddress] = useAddress()
  const [choices, setChoices] = useState(() => readChoices(new URLSearchParams(search), stage, usual))
  const isTouched = useRef(false)
  useEffect(() => {
    if (!isTouched.current) return
    const timer = setTimeout(() => setAddress(addressOf(choices, stage, usual)), quietMs)
    return () => clearTimeout(timer)
  }, [choices, stage, usual, setAddress])
  return [
    choices,
    (changes) => {
      isTouched.current = true
      setChoices((before) => ({ ...before, ...changes }))
    },
  ]
}
