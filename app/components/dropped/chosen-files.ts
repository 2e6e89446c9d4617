/** The files that somebody dropped or chose, with their paths below what was dropped. */
export type ChosenFile = { path: string; file: File }

export function filesOf(list: FileList): ChosenFile[] {
  return apart(Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file })))
}

/** Files of one name from several folders: `results.csv`, `2/results.csv` … */
function apart(files: readonly ChosenFile[]): ChosenFile[] {
  const seen = new Map<string, number>()
  return files.map(({ path, file }) => {
    const nth = (seen.get(path) ?? 0) + 1
    seen.set(path, nth)
    return { path: nth === 1 ? path : `${nth}/${path}`, file }
  })
}

/** Folders are walked. To be called before the event is over: the browser forgets what was dropped. */
export async function filesDropped({ items }: DataTransfer): Promise<ChosenFile[]> {
  const dropped = Array.from(items, (item) => {
    const entry = item.webkitGetAsEntry()
    if (entry) return filesBelow(entry)
    // What is no file of a disk: of another program, or made by a script.
    const file = item.getAsFile()
    return file ? [{ path: file.name, file }] : []
  })
  return apart((await Promise.all(dropped)).flat())
}

async function filesBelow(entry: FileSystemEntry): Promise<ChosenFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    )
    return [{ path: entry.fullPath.slice(1), file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const below: ChosenFile[] = []
  // A browser gives a hundred entries at a time.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (entries.length === 0) return below
    for (const one of entries) below.push(...(await filesBelow(one)))
  }
}
