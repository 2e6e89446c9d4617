/** The families of losses as the pages show them, in this order. */
import { type LossFamily, type LossId, lossIds, lossOf } from '../../lib/losses/index.ts'

const titles: Record<LossFamily, { title: string; text: string }> = {
  regression: { title: 'Regression', text: 'A number against a number. Drawn against the residual.' },
  classification: {
    title: 'Classification',
    text: 'Classes and labels. Drawn against the logit of the truth.',
  },
  distribution: { title: 'Distributions', text: 'One distribution against another.' },
  segmentation: {
    title: 'Segmentation',
    text: 'Masks. Drawn against the share of the mask that is covered.',
  },
  'metric-learning': {
    title: 'Metric learning',
    text: 'Where embeddings lie. Drawn against a distance, an angle or a difference.',
  },
  adversarial: {
    title: 'Adversarial',
    text: 'Two networks. The discriminator’s loss against the score of the fakes.',
  },
  composition: { title: 'Compositions', text: 'Losses made of others.' },
}

export type FamilyOnPage = { id: LossFamily; title: string; text: string; losses: LossId[] }

export const families: readonly FamilyOnPage[] = (Object.keys(titles) as LossFamily[]).map((id) => ({
  id,
  ...titles[id],
  losses: lossIds.filter((loss) => lossOf(loss).family === id),
}))

export function familyTitle(id: LossFamily): string {
  return titles[id].title
}
