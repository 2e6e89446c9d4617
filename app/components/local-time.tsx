'use client'
import { useSyncExternalStore } from 'react'
import { isoTime, localTime } from '../../lib/format.ts'

const never = () => () => {}

/**
 * A moment in the time zone of who reads it: the server's may be another, so its page says it in UTC until the
 * browser knows better.
 */
export function LocalTime({ time }: { time: number }) {
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <time dateTime={isoTime(time)} title={isoTime(time)}>
      {isInBrowser ? localTime(time) : isoTime(time).slice(0, 16).replace('T', ' ')}
    </time>
  )
}
