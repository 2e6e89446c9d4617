import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Claims, createClaims } from '../../lib/live/claims.ts'

describe('the claim of a source on its run', () => {
  let lost: string[]
  let claims: Claims<string>
  beforeEach(() => {
    vi.useFakeTimers()
    lost = []
    claims = createClaims<string>(1000, {
      away: (runId) => lost.push(runId),
      lost: (runId) => lost.push(runId),
    })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('holds against other sources while it is connected', () => {
    claims.claim('a', 'one', 'socket 1')
    expect(() => claims.claim('a', 'two', 'socket 2')).toThrow(
      'The run "a" is being written by another program',
    )
    expect(claims.connectionOf('a')).toBe('socket 1')
    claims.claim('b', 'two', 'socket 2')
    expect(claims.connectionOf('b')).toBe('socket 2')
  })

  it('goes over to a new connection of the same source', () => {
    claims.claim('a', 'one', 'socket 1')
    claims.claim('a', 'one', 'socket 2')
    claims.disconnected('socket 1')
    vi.advanceTimersByTime(5000)
    expect(claims.connectionOf('a')).toBe('socket 2')
    expect(lost).toEqual([])
  })

  it('is lost when the source stays away for the grace, and not before', () => {
    claims.claim('a', 'one', 'socket 1')
    claims.claim('b', 'one', 'socket 1')
    claims.claim('c', 'two', 'socket 2')
    claims.disconnected('socket 1')
    expect(claims.connectionOf('a')).toBeNull()
    vi.advanceTimersByTime(999)
    expect(lost).toEqual([])
    vi.advanceTimersByTime(1)
    expect(lost).toEqual(['a', 'b'])
    vi.advanceTimersByTime(60_000)
    expect(lost).toEqual(['a', 'b'])
  })

  it.each<[string, (claims: Claims<string>) => void]>([
    ['comes back', (claims) => claims.claim('a', 'one', 'socket 2')],
    ['has ended its run', (claims) => claims.release('a')],
    ['is forgotten because the server closes', (claims) => claims.close()],
  ])('is not lost when the source %s in time', (_what, act) => {
    claims.claim('a', 'one', 'socket 1')
    claims.disconnected('socket 1')
    vi.advanceTimersByTime(500)
    act(claims)
    vi.advanceTimersByTime(5000)
    expect(lost).toEqual([])
  })

  it('is lost at once when another source follows', () => {
    claims.claim('a', 'one', 'socket 1')
    claims.disconnected('socket 1')
    claims.claim('a', 'two', 'socket 2')
    expect(lost).toEqual(['a'])
    vi.advanceTimersByTime(5000)
    expect(lost).toEqual(['a'])
    expect(claims.connectionOf('a')).toBe('socket 2')
  })

  it('starts its grace anew with each disconnection', () => {
    claims.claim('a', 'one', 'socket 1')
    claims.disconnected('socket 1')
    vi.advanceTimersByTime(900)
    claims.claim('a', 'one', 'socket 2')
    claims.disconnected('socket 2')
    vi.advanceTimersByTime(900)
    expect(lost).toEqual([])
    vi.advanceTimersByTime(100)
    expect(lost).toEqual(['a'])
  })

  it('is expected after a restart of the server, from any source', () => {
    claims.expect('a')
    claims.expect('b')
    vi.advanceTimersByTime(500)
    claims.claim('a', 'whoever', 'socket 1')
    vi.advanceTimersByTime(500)
    expect(lost).toEqual(['b'])
  })

  it('stays with a source that was back before it was expected', () => {
    claims.claim('a', 'one', 'socket 1')
    claims.expect('a')
    vi.advanceTimersByTime(5000)
    expect(lost).toEqual([])
    expect(claims.connectionOf('a')).toBe('socket 1')
  })
})
