import { describe, expect, it } from 'vitest'
import {
  type Box,
  crosses,
  fitted,
  freePlace,
  leftOfName,
  movedBelow,
  raised,
} from '../../app/components/chart/free-place.ts'

const box: Box = { left: 10, top: 10, width: 20, height: 10 }
const { NaN: nan } = Number
const line = (...points: [number, number][]) => points.map(([x, y]) => ({ x, y }))

describe('a line goes through a box', () => {
  it.each<[string, [number, number][], boolean]>([
    ['with a point in it', [[15, 15]], true],
    [
      'from one side to the other',
      [
        [0, 15],
        [100, 15],
      ],
      true,
    ],
    [
      'steeply',
      [
        [20, 0],
        [20.5, 100],
      ],
      true,
    ],
    [
      'straight down',
      [
        [20, 0],
        [20, 100],
      ],
      true,
    ],
    [
      'not when it passes above',
      [
        [0, 5],
        [100, 5],
      ],
      false,
    ],
    [
      'not when it comes down behind it',
      [
        [0, 0],
        [31, 0],
        [32, 100],
      ],
      false,
    ],
    [
      'not at a corner that it cuts outside',
      [
        [0, 15],
        [5, 100],
        [40, 100],
      ],
      false,
    ],
    [
      'not across a gap',
      [
        [0, 15],
        [15, nan],
        [40, 15],
      ],
      false,
    ],
    ['not without points', [], false],
  ])('%s', (_what, points, expected) => {
    expect(crosses(line(...points), box)).toBe(expected)
  })
})

describe('a label', () => {
  it('is not written over another, and rather over a line', () => {
    const at = (left: number): Box => ({ ...box, left })
    const through = line([0, 15], [25, 15])
    expect(freePlace([at(0), at(30), at(60)], [through])).toEqual(at(30))
    expect(freePlace([at(0), at(30), at(60)], [through], [at(30)])).toEqual(at(60))
    expect(freePlace([at(0), at(30)], [through], [at(40)])).toEqual(at(0))
    expect(freePlace([at(0), at(30)], [], [at(5), at(40)])).toEqual(at(0))
    expect(freePlace([at(0), at(20)], [], [at(20)])).toEqual(at(0))
  })

  const places: [Box, Box] = [box, { ...box, left: 100 }]
  it('stands at the first place where it hides nothing', () => {
    expect(freePlace(places, [line([0, 5], [200, 5])])).toBe(places[0])
    expect(freePlace(places, [line([0, 15], [50, 15], [51, 90], [200, 90])])).toBe(places[1])
    expect(freePlace(places, [line([0, 15], [200, 15])])).toBe(places[0])
  })

  it('moves down to where nothing is written', () => {
    expect(movedBelow(box, [])).toEqual(box)
    expect(
      movedBelow(box, [
        { ...box, left: 30 },
        { ...box, top: 20 },
      ]),
    ).toEqual(box)
    expect(
      movedBelow(box, [
        { ...box, top: 15 },
        { ...box, top: 5 },
      ]),
    ).toEqual({ ...box, top: 25 })
  })

  it('keeps both of its ends where it is too long', () => {
    const measure = (text: string) => 6 * [...text].length
    expect(fitted('train/loss', 120, measure)).toBe('train/loss')
    const short = fitted('train/discriminator_loss_of_the_second', 120, measure)
    expect(measure(short)).toBeLessThanOrEqual(120)
    expect(short).toMatch(/^train\/.*….*second$/)
    expect(fitted('anything', 1, measure)).toBe('…')
  })
})

describe('the name of a line', () => {
  it('begins at its end, and at the right edge where that is not in the picture', () => {
    const area = { top: 10, right: 300, bottom: 200 }
    expect(leftOfName({ left: 250, top: 50 }, area)).toBe(250)
    expect(leftOfName({ left: 400, top: 50 }, area)).toBe(300)
    expect(leftOfName({ left: 250, top: -9000 }, area)).toBe(300)
    expect(leftOfName({ left: 250, top: 201 }, area)).toBe(300)
  })
})

it.each([
  ['leaves what has room', [10, 40], [10, 40]],
  ['raises what is too low, and no more', [7, 90, 103, 116], [7, 74, 87, 100]],
  ['raises what is in the way', [70, 90, 103], [70, 87, 100]],
])('names at the ends of curves: %s', (_what, tops, places) => {
  expect(raised(tops, 100, 13)).toEqual(places)
})
