import { describe, expect, it } from 'vitest'
import { controlBody, ingestBody, pointsQuery, runChanges, runsQuery } from '../../lib/http/schema.ts'
import { parse } from '../../lib/parse.ts'
import { refusalOf } from '../refusal-of.ts'

describe('queries and bodies', () => {
  it.each<[string, () => unknown, unknown]>([
    ['no filter', () => parse(runsQuery, {}), { sort: 'newest', limit: 100 }],
    ['a limit as text', () => parse(runsQuery, { limit: '500' }), { sort: 'newest', limit: 500 }],
    [
      'steps as text',
      () => parse(pointsQuery, { from: '0', to: '9007199254740991' }),
      { from: 0, to: 2 ** 53 - 1 },
    ],
    ['names of series', () => parse(pointsQuery, { series: ['a/b', 'c'] }), { series: ['a/b', 'c'] }],
    ['a group taken away', () => parse(runChanges, { group: null }), { group: null }],
    ['a body', () => parse(ingestBody, { events: [1] }), { events: [1] }],
  ])('accept %s', (_what, act, expected) => {
    expect(act()).toEqual(expected)
  })

  it.each<[string, () => unknown, string | undefined]>([
    ['no limit', () => parse(runsQuery, { limit: '' }), 'limit'],
    ['too large a limit', () => parse(runsQuery, { limit: '501' }), 'limit'],
    ['an order of no letters', () => parse(runsQuery, { sort: '' }), 'sort'],
    ['an unknown status', () => parse(runsQuery, { status: 'x' }), 'status'],
    ['an unknown filter', () => parse(runsQuery, { colour: 'red' }), undefined],
    ['no step', () => parse(pointsQuery, { after: '' }), 'after'],
    ['a word for a step', () => parse(pointsQuery, { from: 'x' }), 'from'],
    ['half a step', () => parse(pointsQuery, { from: '1.5' }), 'from'],
    ['a step below zero', () => parse(pointsQuery, { after: '-1' }), 'after'],
    ['a step too far', () => parse(pointsQuery, { to: '9007199254740992' }), 'to'],
    ['no buckets', () => parse(pointsQuery, { buckets: '0' }), 'buckets'],
    ['too many buckets', () => parse(pointsQuery, { buckets: '5001' }), 'buckets'],
    ['an empty change', () => parse(runChanges, {}), undefined],
    ['a change of the status', () => parse(runChanges, { status: 'finished' }), undefined],
    ['a command that no source knows', () => parse(controlBody, { action: 'explode' }), 'action'],
    ['no body', () => parse(ingestBody, null), undefined],
  ])('refuse %s', (_what, act, at) => {
    const refusal = refusalOf(act)
    expect(refusal.code).toBe('invalid')
    expect(refusal.at).toBe(at)
    expect(refusal.message).toMatch(/^[^\n]{10,}$/)
  })
})
