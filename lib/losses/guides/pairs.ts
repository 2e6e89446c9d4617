/** Guides to the losses of pairs that look at an angle or an order. */
import { code, type LossGuide } from './guide.ts'

export const cosineEmbedding: LossGuide = {
  summary:
    'Turns pairs of the same towards one direction, and different ones apart until their cosine is below a margin.',
  shapes: 'output1 and output2 [n, d]; targets [n], 1 for a pair of the same, −1 for a different one.',
  useWhen: [
    'Direction carries the meaning and length does not: texts, word vectors.',
    'Search will be done by cosine similarity.',
  ],
  sensitiveTo: [
    'Vectors of length near 0, whose direction is noise.',
    'The margin of different pairs: at 0 a right angle is enough, below 0 they must point apart.',
    'Labels of 0, which PyTorch lets pass and ignores.',
  ],
  mistake: {
    title: 'Labels 0 and 1',
    text: 'A label of 0 is neither the same nor different. PyTorch gives such pairs a loss of 0 without a word: nothing pushes different pairs apart, and everything ends up in one direction.',
    wrong: {
      pytorch: code`
        loss = F.cosine_embedding_loss(a, b, y)  # y in {0, 1}
      `,
      typescript: code`
        evaluate(lossOf('cosine-embedding'), {
          inputs: { output1: tensorOf([[1, 0]]), output2: tensorOf([[1, 0]]) },
          targets: { targets: tensorOf([0]) },
        }).value // → refused
      `,
      keras: code`
        # Keras' CosineSimilarity has no labels: it pulls every pair together
        loss = keras.losses.CosineSimilarity()(a, b)
      `,
    },
    right: {
      pytorch: code`
        loss = F.cosine_embedding_loss(a, b, 2 * y - 1)
      `,
      typescript: code`
        evaluate(lossOf('cosine-embedding'), {
          inputs: { output1: tensorOf([[1, 0]]), output2: tensorOf([[1, 0]]) },
          targets: { targets: tensorOf([-1]) },
        }).value // → 1
      `,
      keras: code`
        cos = ops.sum(ops.normalize(a) * ops.normalize(b), axis=-1)
        loss = ops.mean(ops.where(y == 1, 1 - cos, ops.maximum(cos, 0)))
      `,
    },
  },
  relatives: [
    { id: 'contrastive', difference: 'looks at the distance, so length counts.' },
    { id: 'info-nce', difference: 'uses cosines too, against the whole batch.' },
  ],
}

export const marginRanking: LossGuide = {
  summary: 'Of two scores the one that should rank higher must lead, by a margin.',
  shapes:
    'output1 and output2 [n], the scores of two items each; targets [n], 1 where the first should rank higher, −1 where the second should.',
  useWhen: [
    'Search results, recommendations, preferences: only the order counts.',
    'You know which of two is better, but have no grades.',
  ],
  sensitiveTo: [
    'The margin: at 0, the default, equal scores cost nothing.',
    'The scale of the scores, which is free: compare margins only within one model.',
    'Contradicting pairs, which cancel out.',
  ],
  mistake: {
    title: 'The default margin of 0',
    text: 'With a margin of 0 a model that gives every item the same score has a perfect loss of 0. A loss of exactly 0 from early on is the sign.',
    wrong: {
      pytorch: code`
        loss = F.margin_ranking_loss(s1, s2, y)  # margin=0
      `,
      typescript: code`
        evaluate(lossOf('margin-ranking'), {
          inputs: { output1: tensorOf([5, 5]), output2: tensorOf([5, 5]) },
          targets: { targets: tensorOf([1, -1]) },
        }).value // → 0
      `,
      keras: code`
        loss = ops.mean(ops.maximum(-y * (s1 - s2), 0))
      `,
    },
    right: {
      pytorch: code`
        loss = F.margin_ranking_loss(s1, s2, y, margin=1.0)
      `,
      typescript: code`
        const batch = {
          inputs: { output1: tensorOf([5, 5]), output2: tensorOf([5, 5]) },
          targets: { targets: tensorOf([1, -1]) },
        }
        evaluate(lossOf('margin-ranking'), batch, { params: { margin: 1 } }).value // → 1
      `,
      keras: code`
        loss = ops.mean(ops.maximum(1 - y * (s1 - s2), 0))
      `,
    },
  },
  relatives: [
    { id: 'hinge', difference: 'is this against a fixed score of 0.' },
    { id: 'triplet', difference: 'ranks distances instead of scores.' },
    { id: 'soft-margin', difference: 'of the difference of the scores is the smooth version (RankNet).' },
  ],
  sources: ['Herbrich and others, Large Margin Rank Boundaries for Ordinal Regression, 2000'],
}

export const hingeEmbedding: LossGuide = {
  summary:
    'Of a distance that you compute: the distance itself for a pair of the same, and what is missing to a margin for a different one.',
  shapes:
    'predictions and targets of one shape; predictions distances, targets 1 for a pair of the same, −1 for a different one.',
  useWhen: [
    'Pairs are labelled, and the distance is one of your own: L1, an edit distance, a learned one.',
    'Outlying pairs should count in proportion and not by their square.',
  ],
  sensitiveTo: [
    'Similarities given as distances: a cosine of 1 says “far apart” here.',
    'The scale of the distances against the margin.',
    'Distances of a square root at 0, whose gradient is not finite: add a small number below the root.',
  ],
  mistake: {
    title: 'A similarity instead of a distance',
    text: 'For a pair of the same the prediction itself is the loss. If it is a similarity, the loss falls as the same are pushed apart, and it goes below 0: no distance can do that.',
    wrong: {
      pytorch: code`
        loss = F.hinge_embedding_loss(F.cosine_similarity(a, b), y)
      `,
      typescript: code`
        evaluate(lossOf('hinge-embedding'), {
          inputs: { predictions: tensorOf([-1]) }, // a cosine: the two could not be further apart
          targets: { targets: tensorOf([1]) },
        }).value // → -1
      `,
      keras: code`
        s = ops.sum(ops.normalize(a) * ops.normalize(b), axis=-1)
        loss = ops.mean(ops.where(y == 1, s, ops.relu(1 - s)))
      `,
    },
    right: {
      pytorch: code`
        loss = F.hinge_embedding_loss(1 - F.cosine_similarity(a, b), y)
      `,
      typescript: code`
        evaluate(lossOf('hinge-embedding'), {
          inputs: { predictions: tensorOf([2]) }, // 1 less the cosine
          targets: { targets: tensorOf([1]) },
        }).value // → 2
      `,
      keras: code`
        d = 1 - ops.sum(ops.normalize(a) * ops.normalize(b), axis=-1)
        loss = ops.mean(ops.where(y == 1, d, ops.relu(1 - d)))
      `,
    },
  },
  relatives: [
    { id: 'contrastive', difference: 'computes the distance of the embeddings itself, and squares.' },
    { id: 'cosine-embedding', difference: 'is this of one less the cosine, with a margin of the cosine.' },
    { id: 'triplet', difference: 'compares two distances instead of one with a margin.' },
  ],
}
