/** Guides to the losses of two networks that play against one another. */
import { code, type LossGuide } from './guide.ts'

const shapes = (noun: string) =>
  `side = discriminator: real and fake, the ${noun} of real and of generated samples, each of its own length. side = generator: fake alone. No targets.`

export const ganBce: LossGuide = {
  summary:
    'The discriminator answers “real or fake?” by cross-entropy; the generator is paid when it is fooled.',
  shapes: shapes('logits'),
  useWhen: ['A first GAN, small images, with a discriminator that is not too strong.'],
  sensitiveTo: [
    'A discriminator that wins outright: its loss goes to 0 and the generator’s gradient with it.',
    'Balance: the losses do not measure quality. Look at samples.',
  ],
  mistake: {
    title: 'The saturating generator',
    text: 'Minimising log(1 − D(fake)) gives almost no gradient exactly when the generator is bad. The non-saturating form, −log D(fake), has its strongest one there.',
    wrong: {
      pytorch: code`
        loss_g = -F.softplus(discriminator(fake)).mean()
      `,
      typescript: code`
        const batch = { inputs: { fake: tensorOf([-8]) }, targets: {} }
        const params = { side: 'generator', nonSaturating: false }
        evaluate(lossOf('gan-bce'), batch, { params }).gradients.fake[0] // → -0.0003
      `,
      keras: code`
        loss_g = -ops.mean(ops.softplus(discriminator(fake)))
      `,
    },
    right: {
      pytorch: code`
        loss_g = F.softplus(-discriminator(fake)).mean()
        loss_d = F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(fake.detach())).mean()
      `,
      typescript: code`
        const batch = { inputs: { fake: tensorOf([-8]) }, targets: {} }
        const params = { side: 'generator', nonSaturating: true }
        evaluate(lossOf('gan-bce'), batch, { params }).gradients.fake[0] // → -0.9997
      `,
      keras: code`
        loss_g = ops.mean(ops.softplus(-discriminator(fake)))
      `,
    },
  },
  tellingValues: [
    {
      value: 2 * Math.LN2,
      origin: '2 ln 2',
      meaning: 'The discriminator cannot tell at all: equilibrium, or a discriminator that does not learn.',
    },
    { value: Math.LN2, origin: 'ln 2', meaning: 'The generator’s loss at that point.' },
  ],
  relatives: [
    {
      id: 'wasserstein',
      difference: 'has no probabilities: the critic’s difference falls as samples get better.',
    },
    { id: 'lsgan', difference: 'squares the distance to 1 and 0, and so never saturates.' },
    { id: 'gan-hinge', difference: 'stops the discriminator at a margin.' },
  ],
  sources: ['Goodfellow and others, Generative Adversarial Networks, 2014'],
}

export const wasserstein: LossGuide = {
  summary:
    'The critic’s mean score of fakes less that of real ones; its negative nears the distance between the two distributions.',
  shapes: `${shapes('scores')} gradientNorms, one for each real sample, the length of the critic’s gradient at points between real and fake, for the penalty.`,
  useWhen: [
    'GANs that do not train stably with cross-entropy.',
    'You want a number that goes along with the quality of the samples.',
  ],
  sensitiveTo: [
    'The slope of the critic: without the gradient penalty (or clipping) the scores grow without limit.',
    'The number of critic steps per generator step (five is usual).',
    'Reading it: negative values are normal, and it need not fall.',
  ],
  mistake: {
    title: 'A sigmoid at the end of the critic',
    text: 'The critic gives a score, not a probability. With a sigmoid the difference can never exceed 1 in size, and the gradient fades where samples are clearly fake.',
    wrong: {
      pytorch: code`
        critic = nn.Sequential(body, nn.Linear(64, 1), nn.Sigmoid())
        loss_c = critic(fake).mean() - critic(real).mean()
      `,
      typescript: code`
        const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
        const batch = {
          inputs: { real: tensorOf([sigmoid(30)]), fake: tensorOf([sigmoid(-30)]) },
          targets: {},
        }
        const params = { side: 'discriminator', gradientPenalty: 0 }
        evaluate(lossOf('wasserstein'), batch, { params }).value // → -1
      `,
      keras: code`
        critic.add(keras.layers.Dense(1, activation="sigmoid"))
      `,
    },
    right: {
      pytorch: code`
        critic = nn.Sequential(body, nn.Linear(64, 1))
        loss_c = critic(fake).mean() - critic(real).mean() + 10 * ((norms - 1) ** 2).mean()
      `,
      typescript: code`
        const batch = {
          inputs: { real: tensorOf([30]), fake: tensorOf([-30]), gradientNorms: tensorOf([1.1]) },
          targets: {},
        }
        const params = { side: 'discriminator', gradientPenalty: 10 }
        evaluate(lossOf('wasserstein'), batch, { params }).value // → -59.9
      `,
      keras: code`
        critic.add(keras.layers.Dense(1))
        loss_c = ops.mean(critic(fake)) - ops.mean(critic(real)) + 10 * ops.mean((norms - 1) ** 2)
      `,
    },
  },
  relatives: [
    { id: 'gan-bce', difference: 'asks for probabilities and saturates.' },
    { id: 'gan-hinge', difference: 'has the same generator, and a critic that stops at ±1.' },
  ],
  sources: [
    'Arjovsky and others, Wasserstein GAN, 2017',
    'Gulrajani and others, Improved Training of Wasserstein GANs, 2017',
  ],
}

export const lsgan: LossGuide = {
  summary:
    'The discriminator brings real scores to 1 and fake ones to 0 by least squares; the generator brings fakes to 1.',
  shapes: shapes('scores'),
  useWhen: [
    'A steadier GAN without a penalty to compute.',
    'Fakes that already fool the discriminator should still move towards the real ones.',
  ],
  sensitiveTo: [
    'Outliers among the scores, as every square.',
    'The factor ½: some code leaves it out, and all values double.',
  ],
  mistake: {
    title: 'A sigmoid at the end of the discriminator',
    text: 'The squares were chosen so that nothing saturates; a sigmoid brings the saturation back. A fake that is clearly seen through gets almost no gradient.',
    wrong: {
      pytorch: code`
        p = torch.sigmoid(discriminator(fake))
        loss_g = 0.5 * ((p - 1) ** 2).mean()
      `,
      typescript: code`
        const p = 1 / (1 + Math.exp(8)) // the sigmoid of a score of −8
        const batch = { inputs: { fake: tensorOf([p]) }, targets: {} }
        const { gradients } = evaluate(lossOf('lsgan'), batch, { params: { side: 'generator' } })
        gradients.fake[0] * p * (1 - p) // → -0.0003
      `,
      keras: code`
        p = ops.sigmoid(discriminator(fake))
        loss_g = 0.5 * ops.mean((p - 1) ** 2)
      `,
    },
    right: {
      pytorch: code`
        loss_g = 0.5 * ((discriminator(fake) - 1) ** 2).mean()
      `,
      typescript: code`
        const batch = { inputs: { fake: tensorOf([-8]) }, targets: {} }
        evaluate(lossOf('lsgan'), batch, { params: { side: 'generator' } }).gradients.fake[0] // → -9
      `,
      keras: code`
        loss_g = 0.5 * ops.mean((discriminator(fake) - 1) ** 2)
      `,
    },
  },
  tellingValues: [
    {
      value: 0.25,
      origin: '½ · ½² + ½ · ½²',
      meaning: 'Every score is ½: the discriminator cannot tell at all.',
    },
  ],
  relatives: [
    { id: 'gan-bce', difference: 'uses cross-entropy on logits.' },
    { id: 'wasserstein', difference: 'has no targets at all, only a difference.' },
  ],
  sources: ['Mao and others, Least Squares Generative Adversarial Networks, 2016'],
}

export const ganHinge: LossGuide = {
  summary:
    'The discriminator pushes real scores above 1 and fake ones below −1 and then stops; the generator raises the score of its fakes.',
  shapes: shapes('scores'),
  useWhen: [
    'Larger image GANs, with spectral normalisation.',
    'The discriminator should not spend effort on what it already tells apart.',
  ],
  sensitiveTo: [
    'A discriminator without normalisation: the generator’s loss has no bound.',
    'Reading it: the generator’s loss may be negative.',
  ],
  mistake: {
    title: 'A hinge for the generator too',
    text: 'Only the discriminator has the hinge. With max(0, 1 − fake) for the generator, a fake that scores above 1 gives no gradient any more and improvement stops.',
    wrong: {
      pytorch: code`
        loss_g = (1 - discriminator(fake)).clamp(min=0).mean()
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([1.5]) }, targets: { targets: tensorOf([1]) } }
        evaluate(lossOf('hinge'), batch).gradients.predictions[0] // → 0
      `,
      keras: code`
        loss_g = ops.mean(ops.maximum(1 - discriminator(fake), 0))
      `,
    },
    right: {
      pytorch: code`
        loss_g = -discriminator(fake).mean()
      `,
      typescript: code`
        const batch = { inputs: { fake: tensorOf([1.5]) }, targets: {} }
        evaluate(lossOf('gan-hinge'), batch, { params: { side: 'generator' } }).gradients.fake[0] // → -1
      `,
      keras: code`
        loss_g = -ops.mean(discriminator(fake))
      `,
    },
  },
  tellingValues: [
    { value: 2, origin: '1 + 1', meaning: 'Every score is 0: the discriminator tells nothing apart.' },
  ],
  relatives: [
    { id: 'wasserstein', difference: 'has no margin: the critic never stops.' },
    { id: 'hinge', difference: 'is the discriminator’s half, for labels.' },
  ],
  sources: ['Lim and Ye, Geometric GAN, 2017'],
}
