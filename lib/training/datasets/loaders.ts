/** The data of every task. */
import type { TaskId } from '../tasks.ts'
import { loadCarMileage } from './car-mileage.ts'
import type { Dataset } from './dataset.ts'
import { loadDigitBoxes } from './digit-boxes.ts'
import { loadDigitMasks } from './digit-masks.ts'
import { loadDigits } from './digits.ts'
import { loadFlightDelays } from './flight-delays.ts'
import { loadFootballGoals } from './football-goals.ts'
import { loadOverlaidDigits } from './overlaid-digits.ts'
import { loadPenguinBeaks } from './penguin-beaks.ts'
import { loadPenguinSex, loadPenguins } from './penguins.ts'

const loaders: Record<TaskId, () => Dataset> = {
  digits: loadDigits,
  'car-mileage': loadCarMileage,
  'flight-delays': loadFlightDelays,
  'football-goals': loadFootballGoals,
  penguins: loadPenguins,
  'penguin-sex': loadPenguinSex,
  'overlaid-digits': loadOverlaidDigits,
  'digit-masks': loadDigitMasks,
  'digit-boxes': loadDigitBoxes,
  'digit-embeddings': loadDigits,
  'car-ranking': loadCarMileage,
  'penguin-beaks': loadPenguinBeaks,
}

/** Reads a task's data from the installed packages: some 0.4 s for the digits. */
export function loadDataset(task: TaskId): Dataset {
  return loaders[task]()
}
