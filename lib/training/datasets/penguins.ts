/** 344 penguins of the Palmer station (Gorman, Williams and Fraser 2014), as the package `vega-datasets` carries them. */
import type { Dataset } from './dataset.ts'
import { readPackageJson } from './package-data.ts'
import { type Cells, tableOfRecords } from './records.ts'
import { tableDataset } from './table-dataset.ts'

function penguins() {
  const records = readPackageJson('vega-datasets', '../data/penguins.json') as Cells[]
  // One penguin has a dot for its sex: it is not known.
  return tableOfRecords(records.map((record) => (record.Sex === '.' ? { ...record, Sex: null } : record)))
}

/** 152 Adelie, 68 Chinstrap and 124 Gentoo, from island, sex and four measures. */
export function loadPenguins(): Dataset {
  return tableDataset(penguins(), 'Species', {
    kind: 'classification',
    classes: ['Adelie', 'Chinstrap', 'Gentoo'],
  })
}

/** 165 females and 168 males, from species, island and four measures; the 11 of unknown sex are left out. */
export function loadPenguinSex(): Dataset {
  return tableDataset(penguins(), 'Sex', { kind: 'binary', classes: ['FEMALE', 'MALE'] })
}
