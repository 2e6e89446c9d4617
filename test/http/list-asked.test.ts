import { describe, expect, it } from 'vitest'
import { listAsked } from '../../lib/http/list-asked.ts'

const whole = { sort: 'newest', limit: 100 }

describe('the address of the list', () => {
  it('is read as a whole where it can be', () => {
    const address = { q: 'lr < 0.01', project: 'digits', status: 'failed', sort: '-best', limit: '7' }
    expect(listAsked(address, 100)).toEqual({ query: { ...address, limit: 7 }, faults: [] })
    expect(listAsked({}, 100)).toEqual({ query: whole, faults: [] })
  })

  it.each([
    [{ q: 'loss =' }, 'A value is missing after =.'],
    [{ q: '(mse' }, 'A bracket is opened and not closed.'],
    [{ status: 'sleeping' }, 'status: This is one of "running"'],
    [{ limit: 'few' }, 'limit: '],
    [{ limit: '0' }, 'limit: This is at least 1'],
    [{ cursor: '!' }, 'cursor: '],
    [{ colour: 'red' }, '"colour" is not known here.'],
    [{ ['__proto__']: 'x' }, '__proto__'],
  ])('leaves out %j alone, and says why', (address, start) => {
    const { query, faults } = listAsked({ project: 'digits', ...address }, 100)
    expect(query).toEqual({ ...whole, project: 'digits' })
    expect(faults).toEqual([expect.stringContaining(start)])
  })

  it('says all that is wrong with it', () => {
    const { query, faults } = listAsked({ status: 'sleeping', q: '(', loss: 'mse' }, 100)
    expect(query).toEqual({ ...whole, loss: 'mse' })
    expect(faults).toHaveLength(2)
  })
})
