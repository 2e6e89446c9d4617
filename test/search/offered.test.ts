import { expect, it } from 'vitest'
import { offeredFields } from '../../lib/search/offered.ts'

it('offers the values of a field, also of those that are no parameters', () => {
  const listed = {
    params: [
      ['model', ['cnn']],
      ['loss', ['focal', 'mse']],
    ] as [string, string[]][],
    series: ['val/accuracy'],
    tags: ['old'],
  }
  const offered = offeredFields(listed, { projects: ['digits'], losses: ['mse', 'mae'] })
  expect(offered.get('model')).toEqual(['cnn'])
  expect(offered.get('loss')).toEqual(['mse', 'mae', 'focal'])
  expect(offered.get('project')).toEqual(['digits'])
  expect(offered.get('status')).toContain('failed')
  expect(offered.get('tags')).toEqual(['old'])
  expect(offered.get('val/accuracy')).toEqual([])
  expect(offered.get('seed')).toEqual([])
})
