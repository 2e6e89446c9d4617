'use client'
import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'
import { type ChosenFile, filesOf } from './chosen-files.ts'
import { importing } from './importing.ts'
import { useFilesOver } from './use-files-over.ts'

/** Loaded with the first files. */
const ImportDialog = dynamic(() => import('./import-dialog.tsx').then((loaded) => loaded.ImportDialog))

/** Imports logs that are there already: files that are chosen, or files and folders that are dropped anywhere. */
export function ImportFiles() {
  const chooser = useRef<HTMLInputElement>(null)
  const [files, setFiles] = useState<Promise<ChosenFile[]> | null>(null)
  const isOver = useFilesOver(setFiles)
  useEffect(() => importing.setChooser(() => chooser.current?.click()), [])
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={({ target }) => {
          setFiles(Promise.resolve(filesOf(target.files as FileList)))
          target.value = ''
        }}
      />
      {isOver && <div className="drop-here">Drop logs here to import them</div>}
      {files && <ImportDialog files={files} />}
    </>
  )
}
