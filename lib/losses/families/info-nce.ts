/** Contrastive learning without labels: of all others in the batch, find the other view of yourself. */
import { gradientNamed, type Loss, type LossBatch, tensorNamed } from '../loss.ts'
import { requireSameShape, shapeText } from '../tensor.ts'

/** Lengths below count as this. */
const leastLength = 1e-12

type Directions = { rows: number; dimensions: number; lengths: Float64Array; unit: Float64Array }

/** All rows of both batches, one under the other, divided by their lengths. */
function directionsOf(batch: LossBatch): Directions {
  const first = tensorNamed(batch.inputs, 'output1')
  const second = tensorNamed(batch.inputs, 'output2')
  const [samples = 0, dimensions = 0] = first.shape
  const rows = 2 * samples
  const unit = new Float64Array(rows * dimensions)
  unit.set(first.data)
  unit.set(second.data, first.data.length)
  const lengths = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const part = unit.subarray(row * dimensions, (row + 1) * dimensions)
    lengths[row] = Math.max(Math.hypot(...part), leastLength)
    for (let k = 0; k < dimensions; k++) part[k] = (part[k] as number) / (lengths[row] as number)
  }
  return { rows, dimensions, lengths, unit }
}

/** [rows, rows] of cosines over the temperature. */
function similaritiesOf({ rows, dimensions, unit }: Directions, temperature: number): Float64Array {
  const similarities = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j <= i; j++) {
      let dot = 0
      for (let k = 0; k < dimensions; k++)
        dot += (unit[i * dimensions + k] as number) * (unit[j * dimensions + k] as number)
      similarities[i * rows + j] = dot / temperature
      similarities[j * rows + i] = dot / temperature
    }
  return similarities
}

/**
 * Turns each row of similarities into the gradient of its cross-entropy, in which row i of one batch has row i of the
 * other as its class and its own similarity does not take part. Writes the losses [rows].
 */
function crossEntropies(similarities: Float64Array, rows: number, values: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    const line = similarities.subarray(i * rows, (i + 1) * rows)
    const own = (i + rows / 2) % rows
    let largest = own
    for (let j = 0; j < rows; j++) if (j !== i && (line[j] as number) > (line[largest] as number)) largest = j
    const m = line[largest] as number
    const target = line[own] as number
    let others = 0
    for (let j = 0; j < rows; j++) {
      line[j] = j === i ? 0 : Math.exp((line[j] as number) - m)
      if (j !== largest) others += line[j] as number
    }
    values[i] = m - target + Math.log1p(others)
    for (let j = 0; j < rows; j++)
      line[j] = (line[j] as number) / ((line[largest] as number) === 0 ? 1 : 1 + others)
    line[own] = (line[own] as number) - 1
  }
}

/**
 * NT-Xent: embeddings `output1`, `output2` [n, d], row i of one belonging to row i of the other. Every row is made a
 * direction, and the cross-entropy asks for its partner among the other 2n − 1 rows by cosine / temperature. The
 * unreduced losses are [2n], those of `output1` first. Equal embeddings give ln(2n − 1), one pair gives 0.
 */
export const infoNce: Loss<{ temperature: number }> = {
  id: 'info-nce',
  title: 'InfoNCE (NT-Xent)',
  family: 'metric-learning',
  formula: String.raw`-\log\frac{e^{\cos(z_i, z_{j(i)})/\tau}}{\sum_{k \neq i} e^{\cos(z_i, z_k)/\tau}}`,
  expects: { inputs: { output1: 'embedding', output2: 'embedding' }, targets: 'none' },
  lowerBound: () => 0,
  parameters: {
    temperature: {
      kind: 'number',
      default: 0.1,
      min: Number.MIN_VALUE,
      meaning: 'what cosines are divided by: the smaller, the more the nearest strangers count',
    },
  },
  reference: 'van den Oord et al. 2018; NT-Xent of Chen et al. 2020',
  weighable: false,
  unreducedShape(batch) {
    const first = tensorNamed(batch.inputs, 'output1')
    requireSameShape('first embeddings', first, 'second embeddings', tensorNamed(batch.inputs, 'output2'))
    if (first.shape.length !== 2)
      throw new Error(
        `The embeddings have the shape ${shapeText(first.shape)} but must be [samples, dimensions].`,
      )
    return [2 * (first.shape[0] ?? 0)]
  },
  perExample(batch, { temperature }, into) {
    const directions = directionsOf(batch)
    const { rows, dimensions, lengths, unit } = directions
    const pulls = similaritiesOf(directions, temperature)
    crossEntropies(pulls, rows, into.values)
    const ofDirection = new Float64Array(dimensions)
    for (let i = 0; i < rows; i++) {
      // A similarity is in the losses of both its rows.
      ofDirection.fill(0)
      for (let j = 0; j < rows; j++) {
        const pull = ((pulls[i * rows + j] as number) + (pulls[j * rows + i] as number)) / temperature
        for (let k = 0; k < dimensions; k++)
          ofDirection[k] = (ofDirection[k] as number) + pull * (unit[j * dimensions + k] as number)
      }
      const length = lengths[i] as number
      // Growing longer changes no direction: that part of the gradient drops out, unless the length is the least one.
      let along = 0
      if (length > leastLength)
        for (let k = 0; k < dimensions; k++)
          along += (ofDirection[k] as number) * (unit[i * dimensions + k] as number)
      const half = rows / 2
      const gradient = gradientNamed(into, i < half ? 'output1' : 'output2')
      for (let k = 0; k < dimensions; k++)
        gradient[(i % half) * dimensions + k] =
          ((ofDirection[k] as number) - along * (unit[i * dimensions + k] as number)) / length
    }
    return rows
  },
  chanceLevel: ({ batchSize }) => (batchSize === undefined ? null : Math.log(2 * batchSize - 1)),
}
