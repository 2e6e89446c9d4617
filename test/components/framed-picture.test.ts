import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { type FramedMark, FramedPicture } from '../../app/components/chart/framed-picture.tsx'
import { stepAxis } from '../../app/components/chart/line.ts'
import { createYScale } from '../../lib/plot/y-scale.ts'

const marksOf = (marks: FramedMark[], range: [number, number] = [0, 5000]) => {
  const html = renderToStaticMarkup(
    FramedPicture({
      ...{ title: 'loss', scale: createYScale([1, 2], 'linear'), x: stepAxis, range, legend: [], marks },
      children: () => null,
    }),
  )
  return [...html.matchAll(/class="framed-mark" d="M([\d.]+)/g)].map(([, left]) => Number(left))
}
const bad = (at: number, value = Number.NaN): FramedMark => ({ at, value, hue: 0, label: 'train/loss' })

it('marks what is not finite to the end of the picture, however much of it there is', () => {
  const marks = marksOf(Array.from({ length: 5000 }, (_, i) => bad(i + 1)))
  expect(marks.length).toBeLessThan(200)
  expect(Math.max(...marks)).toBeGreaterThan(700)
})

it('keeps apart what is of another kind, and leaves out what is not in view', () => {
  expect(marksOf([bad(10), bad(10, Number.POSITIVE_INFINITY), bad(11), bad(9000)])).toHaveLength(2)
})
