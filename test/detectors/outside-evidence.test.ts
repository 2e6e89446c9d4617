/** What the accuracy and the parts of a loss say of a curve that alone does not tell. */
import { describe, expect, it } from 'vitest'
import { observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { softmaxTwice } from '../../lib/losses/families/classes.ts'
import type { Finding } from '../../lib/run.ts'
import { decay, explodes, healthy, noisy } from './curves.ts'
import { codesOf, columns, epochs, loud, raised, watched } from './watching.ts'

const constant = (rows: number, value: number) => new Array<number>(rows).fill(value)
/** Falls for ten rows, then stands for good. */
const arrives = noisy(120, 0.002, decay(2.3, 1.2, 4))
const findingsOf = (code: string, findings: readonly Finding[]) =>
  findings.filter((finding) => finding.code === code)

describe('a flat loss and the accuracy beside it', () => {
  const tenClasses = { ...epochs, chanceAccuracy: 0.1 }
  const flatWith = (accuracy: number, facts = tenClasses) =>
    findingsOf('flat', watched({ 'val/loss': arrives, 'val/accuracy': constant(120, accuracy) }, facts))[0]

  it.each([
    ['at chance', 0.11],
    ['at chance, in percent', 9.5],
  ])('is a warning where the accuracy is %s', (_title, accuracy) => {
    const finding = flatWith(accuracy) as Finding
    expect(finding).toMatchObject({ severity: 'warning', causes: ['chance-level'] })
    expect(describeFinding(finding).happened).toMatch(/The accuracy was (11|9\.50) %; guessing gives 10 %\.$/)
  })

  it.each([
    ['far above chance', 0.9],
    ['somewhat above chance', 0.2],
  ])('is a note where it is %s', (_title, accuracy) => {
    expect(flatWith(accuracy)).toMatchObject({ severity: 'info', causes: [] })
  })

  it('is a note where the accuracy of guessing is not known', () => {
    expect(flatWith(0.1, { ...tenClasses, chanceAccuracy: null as never })).toMatchObject({
      severity: 'info',
    })
  })

  it('does not stand at chance by its level when the accuracy belies it', () => {
    const facts = { ...tenClasses, chanceLevel: 1.2 }
    const alarmsWith = (accuracy: number) =>
      loud(watched({ 'val/loss': arrives, 'val/accuracy': constant(120, accuracy) }, facts))
    expect(alarmsWith(0.1)).toMatchObject([{ code: 'not-learning', causes: ['chance-level'] }])
    expect(alarmsWith(0.7)).toEqual([])
  })

  it('is no mistake that learns, where nothing was learned', () => {
    const levels = [{ value: 1.2, cause: 'softmax-before-cross-entropy' }]
    expect(flatWith(0.8, { ...tenClasses, levels })?.causes).toEqual(['softmax-before-cross-entropy'])
    expect(flatWith(0.1, { ...tenClasses, levels })?.causes).toEqual(['chance-level'])
  })

  it('is too high for what is known, where a softmax too many explains it, and the classes are not known', () => {
    const levels = softmaxTwice(undefined)
    const facts = { ...epochs, lossNamed: true, levels }
    const atTen = noisy(120, 0.001, decay(2.3, 1.51, 4))
    const causesWith = (name: string, accuracy: number, loss = atTen) =>
      findingsOf('flat', watched({ 'val/loss': loss, [name]: constant(120, accuracy) }, facts))[0]?.causes
    expect(causesWith('val/accuracy', 0.95)).toEqual(['softmax-before-cross-entropy'])
    expect(causesWith('val/accuracy', 95)).toEqual(['softmax-before-cross-entropy'])
    expect(causesWith('val/accuracy', 0.5)).toEqual([])
    // Of mixed-up rows the training loss is as high, and validation is as good.
    expect(causesWith('train/accuracy', 0.95)).toEqual([])
    expect(causesWith('val/accuracy', 0.95, arrives)).toEqual([])
  })

  it('goes by the accuracy of its own split', () => {
    const series = {
      'train/loss': arrives,
      'train/accuracy': constant(120, 0.1),
      'val/accuracy': constant(120, 0.9),
    }
    expect(findingsOf('flat', watched(series, tenClasses))[0]?.causes).toEqual(['chance-level'])
  })
})

describe('a composed loss that goes wrong', () => {
  const nanFrom = (row: number) => healthy(60).map((value, i) => (i >= row ? Number.NaN : value))
  const causesIn = (series: Record<string, number[]>) =>
    findingsOf('non-finite', watched(series)).find(({ series }) => series === 'train/loss')

  it('names the part that went wrong first', () => {
    const series = {
      'train/loss': nanFrom(31),
      'train/box_loss': nanFrom(30),
      'train/cls_loss': healthy(60),
    }
    const finding = causesIn(series) as Finding
    expect(finding.causes[0]).toBe('one-component')
    expect(describeFinding(finding).causes[0]).toBe(
      'One part of the composed loss went wrong first. It was train/box_loss.',
    )
  })

  it('names it at the very same step, whatever the order of the columns', () => {
    const series = { 'train/loss': nanFrom(30), 'train/box_loss': nanFrom(30), 'train/cls_loss': healthy(60) }
    expect(causesIn(series)?.causes).toEqual(['one-component'])
    const exploding = {
      'train/loss': explodes(80, 50),
      'train/box_loss': explodes(80, 48),
      'train/cls_loss': healthy(80),
    }
    expect(findingsOf('diverged', watched(exploding)).at(-1)).toMatchObject({
      series: 'train/loss',
      causes: ['one-component'],
    })
  })

  it.each<[string, Record<string, number[]>]>([
    ['all parts went at once', { 'train/box_loss': nanFrom(30), 'train/cls_loss': nanFrom(30) }],
    ['no part went wrong', { 'train/box_loss': healthy(60), 'train/cls_loss': healthy(60) }],
    ['a part followed the whole', { 'train/box_loss': nanFrom(31), 'train/cls_loss': healthy(60) }],
    ['only one part is logged', { 'train/box_loss': nanFrom(30) }],
    ['the part is of another split', { 'val/box_loss': nanFrom(30), 'val/cls_loss': healthy(60) }],
  ])('names none where %s', (_title, parts) => {
    expect(causesIn({ 'train/loss': nanFrom(30), ...parts })?.causes).toEqual([])
  })
})

describe('a measure beside a loss', () => {
  const broken = constant(30, Number.NaN)

  it('is not watched: what goes wrong is told once', () => {
    for (const series of [
      { 'val/loss': broken, 'val/rmse': broken },
      { 'val/mae': broken, 'val/loss': broken },
    ])
      expect(watched(series).map(({ series }) => series)).toEqual(['val/loss', 'val/loss'])
    expect(watched({ 'val/loss': healthy(60), 'val/rmse': explodes(60, 30) })).toEqual([])
  })

  it.each<[string, Record<string, number[]>]>([
    ['there is no loss', { 'val/rmse': broken }],
    ['the loss is of the other split', { 'train/loss': healthy(30), 'val/rmse': broken }],
    ['there is only a part of a loss', { 'val/box_loss': healthy(30), 'val/rmse': broken }],
  ])('is watched where %s', (_title, series) => {
    expect(loud(watched(series))[0]).toMatchObject({ code: 'non-finite', series: 'val/rmse' })
  })
})

describe('one side of a game', () => {
  it('has no bound that is known', () => {
    const facts = { ...epochs, lowerBound: 0 }
    expect(loud(watched({ 'train/generator_loss': noisy(30, 0.1, () => -0.3) }, facts))).toEqual([])
  })
})

describe('a run that is resumed', () => {
  it('is marked once, over where the second writing has caught up, and raises no alarm', () => {
    const values = healthy(200)
    const watch = startWatch(epochs)
    observe(watch, 'run', [columns(values, 'train/loss'), columns(values, 'val/loss', 0)])
    const again = values.slice(120)
    const found = observe(watch, 'run', [
      columns(again, 'train/loss', 120),
      columns(again.slice(5), 'val/loss', 125),
    ])
    expect(loud(found)).toEqual([])
    expect(raised(findingsOf('resumed', found))).toEqual(['resumed@120'])
    expect(found[0]).toMatchObject({
      severity: 'info',
      step: 120,
      resolvedStep: 199,
      evidence: { from: 199 },
    })
  })

  it('is marked once where its series are sent one after the other', () => {
    const watch = startWatch(epochs)
    const rows = (from: number, to: number, name: string) => columns(healthy(to).slice(from), name, from)
    const sent = [rows(0, 90, 'train/loss'), rows(0, 90, 'val/loss')]
    sent.push(rows(60, 140, 'train/loss'), rows(60, 140, 'val/loss'))
    const found = sent.flatMap((one) => observe(watch, 'run', [one]))
    expect(raised(findingsOf('resumed', found))).toEqual(['resumed@60'])
  })

  it('has its best before it again: it neither stands nor overfits', () => {
    const watch = startWatch(epochs)
    const both = (from: number, to: number) => [
      columns(noisy(to, 0.01, decay(2.3, 0.2, 25), 4).slice(from), 'train/loss', from),
      columns(noisy(to, 0.01, decay(2.3, 0.35, 25), 5).slice(from), 'val/loss', from),
    ]
    observe(watch, 'run', both(0, 90))
    const found = observe(watch, 'run', both(50, 110))
    expect(raised(found)).toEqual(['resumed@50'])
  })

  it('is marked each time', () => {
    const watch = startWatch(epochs)
    const steps = (from: number, to: number) => columns(healthy(to - from + 1), 'train/loss', from)
    const found = [steps(0, 50), steps(30, 80), steps(60, 90)].flatMap((one) => observe(watch, 'run', [one]))
    expect(raised(findingsOf('resumed', found))).toEqual(['resumed@30', 'resumed@60'])
  })

  const late = (name: string) => [50, 20, 40, 30, 60].map((step) => columns([1 + step / 100], name, step))
  it.each<[string, ReturnType<typeof columns>[], string[]]>([
    ['evaluations alone that arrive late', late('val/loss'), []],
    ['beside a training', [columns(healthy(60), 'train/loss'), ...late('val/loss')], []],
    [
      'late ones of a run that was resumed',
      [columns(healthy(60)), columns(healthy(9), 'train/loss', 5), ...late('val/loss')],
      ['resumed@5'],
    ],
    [
      'evaluations that are written again',
      [...late('val/loss'), columns([1], 'val/loss', 30)],
      ['resumed@30'],
    ],
    ['a training that goes back', late('train/loss'), ['resumed@20']],
  ])('%s', (_title, sent, expected) => {
    const watch = startWatch(epochs)
    const found = sent.flatMap((one) => observe(watch, 'run', [one]))
    expect(raised(findingsOf('resumed', found))).toEqual(expected)
  })

  it('an evaluation that arrives late is still told when it is broken', () => {
    const watch = startWatch(epochs)
    observe(watch, 'run', [columns([1], 'val/loss', 50)])
    expect(codesOf(observe(watch, 'run', [columns([Number.NaN], 'val/loss', 20)]))).toEqual(['non-finite'])
  })

  it('is not marked where that rule is muted', () => {
    const watch = startWatch({ ...epochs, muted: ['resumed'] })
    const found = [columns([3, 2, 1]), columns([2], 'train/loss', 1)].flatMap((one) =>
      observe(watch, 'run', [one]),
    )
    expect(found).toEqual([])
  })
})
