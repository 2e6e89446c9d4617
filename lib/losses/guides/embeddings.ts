/** Guides to the losses that place embeddings. */
import { evaluate } from '../evaluate.ts'
import { lossOf } from '../registry.ts'
import { tensorOf } from '../tensor.ts'
import { code, type LossGuide } from './guide.ts'

export const contrastive: LossGuide = {
  summary:
    'Pulls pairs of the same together by their squared distance, and pushes different ones apart up to a margin.',
  shapes:
    'output1 and output2 [n, d], the embeddings of the two halves of each pair; targets [n], 0 for a pair of the same, 1 for a different one.',
  useWhen: [
    'You have pairs labelled same or different: signatures, faces, duplicates.',
    'Distances themselves should mean something, against a threshold.',
  ],
  sensitiveTo: [
    'The scale of the embeddings against the margin: normalise them, or the margin has no meaning.',
    'Easy pairs: different ones beyond the margin cost nothing and teach nothing.',
    'The balance of same and different pairs.',
  ],
  mistake: {
    title: 'The label the other way round',
    text: 'Here, as in Hadsell 2006, 0 is the same and 1 is different. Data sets often have it the other way. The model then pushes the same apart and the loss still falls.',
    wrong: {
      pytorch: code`
        # is_same: 1 for the same
        loss = (1 - is_same) * d ** 2 + is_same * (1 - d).clamp(min=0) ** 2
      `,
      typescript: code`
        // two equal embeddings, labelled as if 1 meant the same
        evaluate(lossOf('contrastive'), {
          inputs: { output1: tensorOf([[1, 0]]), output2: tensorOf([[1, 0]]) },
          targets: { targets: tensorOf([1]) },
        }).value // → 1
      `,
      keras: code`
        loss = ops.mean((1 - is_same) * d**2 + is_same * ops.maximum(1 - d, 0) ** 2)
      `,
    },
    right: {
      pytorch: code`
        differs = 1 - is_same
        loss = (1 - differs) * d ** 2 + differs * (1 - d).clamp(min=0) ** 2
      `,
      typescript: code`
        evaluate(lossOf('contrastive'), {
          inputs: { output1: tensorOf([[1, 0]]), output2: tensorOf([[1, 0]]) },
          targets: { targets: tensorOf([0]) },
        }).value < 1e-6 // → true
      `,
      keras: code`
        differs = 1 - is_same
        loss = ops.mean((1 - differs) * d**2 + differs * ops.maximum(1 - d, 0) ** 2)
      `,
    },
  },
  relatives: [
    { id: 'triplet', difference: 'compares two distances, and does not ask that the same coincide.' },
    { id: 'cosine-embedding', difference: 'looks at the angle and not at the distance.' },
    { id: 'info-nce', difference: 'takes all other samples of the batch as different ones.' },
  ],
  sources: ['Hadsell, Chopra and LeCun, Dimensionality Reduction by Learning an Invariant Mapping, 2006'],
}

/** All embeddings in one place: what a collapsed model gives. */
const collapsed = evaluate(lossOf('triplet'), {
  inputs: { anchor: tensorOf([[0, 0]]), positive: tensorOf([[0, 0]]), negative: tensorOf([[0, 0]]) },
  targets: {},
}).value

export const triplet: LossGuide = {
  summary: 'The anchor should be nearer to the positive than to the negative, by a margin.',
  shapes:
    'anchor, positive and negative [n, d]: the embeddings of a sample, of one of its kind and of another kind. No targets. More axes may come before that of the dimensions, or none for one triplet.',
  useWhen: [
    'Retrieval and identification: faces, products, voices, where new kinds come after training.',
    'Only the order of distances counts.',
  ],
  sensitiveTo: [
    'The choice of negatives. Random ones are soon beyond the margin and teach nothing; the very hardest make it collapse. Take semi-hard ones: further than the positive, but within the margin.',
    'Collapse: all embeddings in one place cost exactly the margin.',
    'The scale of the embeddings: normalise them.',
  ],
  mistake: {
    title: 'Random negatives only',
    text: 'After a few epochs nearly every triplet costs 0. The loss looks excellent, the gradient is gone and the retrieval is poor.',
    wrong: {
      pytorch: code`
        negative = embeddings[torch.randperm(len(embeddings))]
        loss = F.triplet_margin_loss(anchor, positive, negative)
      `,
      typescript: code`
        evaluate(lossOf('triplet'), {
          inputs: {
            anchor: tensorOf([[0, 0]]),
            positive: tensorOf([[0.5, 0]]),
            negative: tensorOf([[9, 0]]), // far away already
          },
          targets: {},
        }).gradients.anchor[0] // → 0
      `,
      keras: code`
        negative = ops.take(embeddings, keras.random.shuffle(ops.arange(n)), axis=0)
        loss = ops.mean(ops.maximum(dist(anchor, positive) - dist(anchor, negative) + 1, 0))
      `,
    },
    right: {
      pytorch: code`
        d = torch.cdist(anchor, embeddings)
        near = (anchor - positive).norm(dim=-1, keepdim=True)
        d[same_kind | (d <= near)] = torch.inf  # further than the positive, and not of its kind
        negative = embeddings[d.argmin(dim=1)]
        loss = F.triplet_margin_loss(anchor, positive, negative)
      `,
      typescript: code`
        evaluate(lossOf('triplet'), {
          inputs: {
            anchor: tensorOf([[0, 0]]),
            positive: tensorOf([[0.5, 0]]),
            negative: tensorOf([[0.8, 0]]), // within the margin
          },
          targets: {},
        }).value // → 0.7
      `,
      keras: code`
        d = pairwise_distance(anchor, embeddings)
        near = ops.norm(anchor - positive, axis=-1, keepdims=True)
        d = ops.where(same_kind | (d <= near), 1e9, d)
        negative = ops.take(embeddings, ops.argmin(d, axis=1), axis=0)
      `,
    },
  },
  tellingValues: [
    {
      value: collapsed,
      origin: 'the margin',
      meaning:
        'Collapse: every embedding is in the same place, so both distances are 0 and the margin remains.',
    },
  ],
  relatives: [
    { id: 'contrastive', difference: 'judges pairs by a fixed distance instead of one distance by another.' },
    { id: 'info-nce', difference: 'compares with every negative of the batch at once.' },
    { id: 'margin-ranking', difference: 'compares two scores instead of two distances.' },
  ],
  sources: ['Schroff and others, FaceNet, 2015'],
}

export const infoNce: LossGuide = {
  summary: 'Picks each sample’s partner out of the whole batch: a cross-entropy over similarities.',
  shapes:
    'output1 and output2 [n, d]: two views of the same n samples; row i of one belongs to row i of the other. No targets. One loss for each of the 2n rows.',
  useWhen: [
    'Self-supervised learning from two views of each sample.',
    'Images with their captions, questions with their answers.',
  ],
  sensitiveTo: [
    'The size of the batch: chance is ln(2n − 1), so values of different batch sizes are not comparable.',
    'The temperature: low ones look at the hardest negatives only, high ones at all alike.',
    'False negatives: two samples of the same kind in a batch are pushed apart.',
  ],
  mistake: {
    title: 'Each row compared with itself too',
    text: 'A row is always most similar to itself. Left on the diagonal it ties with the best partner, and the loss cannot get below ln 2 = 0.6931.',
    wrong: {
      pytorch: code`
        z = F.normalize(torch.cat([a, b]), dim=-1)
        loss = F.cross_entropy(z @ z.T / 0.1, partner)
      `,
      typescript: code`
        // similarity / temperature of four rows: perfect partners, all else unlike
        const s = [[10, -10, 10, -10], [-10, 10, -10, 10], [10, -10, 10, -10], [-10, 10, -10, 10]]
        evaluate(lossOf('cross-entropy'), {
          inputs: { predictions: tensorOf(s) },
          targets: { targets: tensorOf([2, 3, 0, 1]) },
        }).value // → 0.6931
      `,
      keras: code`
        z = ops.normalize(ops.concatenate([a, b]), axis=-1)
        logits = z @ ops.transpose(z) / 0.1
      `,
    },
    right: {
      pytorch: code`
        s = z @ z.T / 0.1
        s.fill_diagonal_(-torch.inf)
        loss = F.cross_entropy(s, partner)
      `,
      typescript: code`
        evaluate(lossOf('info-nce'), {
          inputs: { output1: tensorOf([[1, 0], [-1, 0]]), output2: tensorOf([[1, 0], [-1, 0]]) },
          targets: {},
        }).value < 1e-6 // → true
      `,
      keras: code`
        logits = z @ ops.transpose(z) / 0.1 - 1e9 * ops.eye(2 * n)
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(partner, logits)
      `,
    },
  },
  tellingValues: [
    {
      value: Math.LN2,
      origin: 'ln 2',
      meaning: 'As a floor: each row is compared with itself too. The diagonal was not taken out.',
    },
  ],
  relatives: [
    { id: 'cross-entropy', difference: 'is what this is, with the other samples as classes.' },
    { id: 'triplet', difference: 'takes one negative at a time, with a margin.' },
    { id: 'contrastive', difference: 'needs labels of pairs and no large batch.' },
  ],
  sources: [
    'van den Oord and others, Representation Learning with Contrastive Predictive Coding, 2018',
    'Chen and others, A Simple Framework for Contrastive Learning, 2020',
  ],
}
