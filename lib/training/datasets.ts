/** The data of every task. */
import { loadCarMileage } from './car-mileage.ts'
import type { Dataset } from './dataset.ts'
import { loadDigits } from './digits.ts'
import type { TaskId } from './tasks.ts'

const loaders: Record<TaskId, () => Dataset> = {
  digits: loadDigits,
  'car-mileage': loadCarMileage,
}

/** Reads a task's data from the installed packages: some 0.4 s for the digits. */
export function loadDataset(task: TaskId): Dataset {
  return loaders[task]()
}
