/** What the data say about the three questions, with the numbers they say it by. */
import { formatNumber, plural } from '../format.ts'
import type { ClassFacts, NumberFacts, TargetFacts } from '../tabular/index.ts'
import type { Situation, Trouble } from './situation.ts'

export type Evidence = { situation: Situation; sentences: string[] }

/** Whole numbers are counts when they are typically this small; grams and prices are larger. */
const largestUsualCount = 20
/** A share of outliers, of at least one in this many, that is worth minding. */
const someOutliers = 0.01
const manyOutliers = 0.1
/** A long tail upwards, with a largest value this many times the median. */
const longTail = 2
const manyTimes = 20
/** Rows of the largest class for each of the smallest. */
const imbalanced = 3
const extremelyImbalanced = 50

function isCount({ isWhole, isNonNegative, median }: NumberFacts): boolean {
  return isWhole && isNonNegative && median <= largestUsualCount
}

function troubleOfNumbers(facts: NumberFacts): Trouble {
  const { skew, max, median, outlierShare, isNonNegative } = facts
  const isWide = isNonNegative && skew >= longTail && median > 0 && max / median >= manyTimes
  if (isCount(facts))
    return outlierShare >= someOutliers && max >= manyTimes * Math.max(1, median) ? 'outliers' : 'none'
  if (isWide) return 'wide-range'
  if (outlierShare > manyOutliers) return 'many-outliers'
  return outlierShare >= someOutliers ? 'outliers' : 'none'
}

function troubleOfClasses({ imbalance }: ClassFacts): Trouble {
  if (imbalance >= extremelyImbalanced) return 'extreme-imbalance'
  return imbalance >= imbalanced ? 'imbalance' : 'none'
}

function percent(share: number): string {
  return share > 0 && share < 0.001 ? 'less than 0.1 %' : `${formatNumber(100 * share, 2)} %`
}

function numberSentences(facts: NumberFacts): string[] {
  const { min, max, mean, median, skew, outlierShare, zeroShare } = facts
  const kind = isCount(facts) ? 'Small whole numbers from' : 'Numbers from'
  return [
    `${kind} ${formatNumber(min)} to ${formatNumber(max)}, mean ${formatNumber(mean)}, median ${formatNumber(median)}.`,
    `Skew ${formatNumber(skew, 2)}${Math.abs(skew) < 0.5 ? ', about symmetric' : skew > 0 ? ', a tail upwards' : ', a tail downwards'}.`,
    `${percent(outlierShare)} ${outlierShare === 0 ? 'of the values are' : 'are'} outliers: more than 3.5 robust deviations (by MAD) from the median.`,
    ...(zeroShare > 0 ? [`${percent(zeroShare)} are 0, so no error in percent.`] : []),
  ]
}

/** Classes that are named one by one; of more only the ends. */
const mostNamed = 6

function classSentences({ counts, imbalance }: ClassFacts): string[] {
  const bySize = [...counts].sort((a, b) => b.count - a.count)
  const named = bySize.length <= mostNamed ? bySize : [...bySize.slice(0, 3), ...bySize.slice(-2)]
  const rest = bySize.length - named.length
  const texts = named.map(({ name, count }) => `${name} ${formatNumber(count)}`)
  if (rest > 0) texts.splice(3, 0, `${rest} more`)
  return [
    `${plural(counts.length, 'class').replace(/classs$/, 'classes')}: ${texts.join(', ')}.`,
    `${formatNumber(imbalance, 2)} rows of the largest for each of the smallest.`,
  ]
}

export function evidenceOf(facts: TargetFacts): Evidence {
  const { task, numbers, classes, rows, missing } = facts
  const size = `${plural(rows, 'row')} with a value${missing ? `, ${formatNumber(missing)} without` : ''}.`
  if (task.kind === 'regression' && numbers)
    return {
      situation: {
        target: isCount(numbers) ? 'count' : 'number',
        trouble: troubleOfNumbers(numbers),
        labels: 'clean',
      },
      sentences: [size, ...numberSentences(numbers)],
    }
  const found = classes ?? { counts: [], imbalance: 1 }
  return {
    situation: {
      target: task.kind === 'binary' ? 'yes-no' : 'class',
      trouble: troubleOfClasses(found),
      labels: 'clean',
    },
    sentences: [size, ...classSentences(found)],
  }
}
