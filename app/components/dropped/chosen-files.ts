/** The files that somebody dropped or chose, with their paths below what was dropped. */
export type ChosenFile = { path: string; file: File }

export function filesOf(list: FileList): ChosenFile[] {
  return Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }))
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
  return (await Promise.all(dropped)).flat()
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
