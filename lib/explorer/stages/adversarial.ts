/** The score of the fakes moves; whose loss it is, is chosen once for all. */
import type { LossParams } from '../../losses/loss.ts'
import { type Settings, type Stage, type StagedLoss, tensor } from '../stage.ts'

const sides = [
  { value: 0, label: 'discriminator' },
  { value: 1, label: 'generator' },
]
const takesNorms = ({ expects }: StagedLoss) => 'gradientNorms' in expects.inputs

function inputsOf(loss: StagedLoss, real: number[], fake: number[], { norm = 1, side = 0 }: Settings) {
  const fakes = { fake: tensor(fake, [fake.length]) }
  if (side === 1) return fakes
  const norms = takesNorms(loss)
    ? { gradientNorms: tensor(Array<number>(real.length).fill(norm), [real.length]) }
    : {}
  return { real: tensor(real, [real.length]), ...fakes, ...norms }
}

export const adversarial: Stage = {
  id: 'adversarial',
  title: 'Real and fake',
  axis: { title: 'score of the fakes', min: -5, max: 5 },
  settings: [
    { name: 'side', label: 'whose loss', default: 0, min: 0, max: 1, step: 1, choices: sides },
    { name: 'real', label: 'score of the real ones', default: 1, min: -5, max: 5, step: 0.1 },
    {
      name: 'norm',
      label: 'length of the critic’s gradient',
      default: 1,
      min: 0,
      max: 3,
      step: 0.05,
      suits: takesNorms,
    },
  ],
  suits: ({ expects }) => expects.targets === 'none' && 'fake' in expects.inputs,
  at: (loss, x, settings) => ({
    batch: { inputs: inputsOf(loss, [settings.real ?? 1], [x], settings), targets: {} },
    motion: { fake: [1] },
  }),
  params: ({ side = 0 }) => ({ side: sides[side]?.label ?? 'discriminator' }),
  table: {
    noun: 'row',
    columns: [
      { name: 'real', label: 'real score' },
      { name: 'fake', label: 'fake score' },
    ],
    rows: [
      [1.2, -0.8],
      [0.7, -1.3],
      [1.9, 0.1],
      [-3, -0.5],
    ],
    batch: (loss, rows, _params: LossParams, settings) => ({
      inputs: inputsOf(
        loss,
        rows.map(([real = Number.NaN]) => real),
        rows.map(([, fake = Number.NaN]) => fake),
        settings,
      ),
      targets: {},
    }),
  },
}
