import { useEffect, useRef, useState } from 'react'
import { type ChosenFile, filesDropped } from './chosen-files.ts'

/** Whether files are held over the page; calls `take` when they are let go. */
export function useFilesOver(take: (files: Promise<ChosenFile[]>) => void): boolean {
  const [isOver, setOver] = useState(false)
  const newest = useRef(take)
  newest.current = take
  useEffect(() => {
    // A page that reads a file by itself, and says that it sends it nowhere, keeps that word.
    const hasFiles = ({ dataTransfer }: DragEvent) =>
      dataTransfer?.types.includes('Files') === true && !document.querySelector('[data-own-files]')
    function over(event: DragEvent) {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    function leave(event: DragEvent) {
      if (event.relatedTarget === null) setOver(false)
    }
    function drop(event: DragEvent) {
      setOver(false)
      if (!hasFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      newest.current(filesDropped(event.dataTransfer))
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return isOver
}
