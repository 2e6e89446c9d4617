'use client'
import { useEffect, useState } from 'react'
import { basePath } from '../../lib/base-path.ts'

const usual = 'http://127.0.0.1:3000'
const usualNames: readonly string[] = [usual, 'http://localhost:3000']

/** Code to copy as it reaches the server at this address: what it names none of goes to the usual one. */
export function addressed(code: string, origin: string | null): string {
  if (origin === null || usualNames.includes(origin)) return code
  return code
    .replaceAll(usual, origin)
    .replace(/^npm run (?:train|sweep) -- (?!.*--server).*$/gm, (line) => `${line} --server ${origin}`)
    .replace(/startRun\((\{[^}]*\})\)/g, (_, run: string) => `startRun(${run}, { url: '${origin}' })`)
}

/** The same for the server that this page came from. */
export function useAddressed(code: string): string {
  const [origin, setOrigin] = useState<string | null>(null)
  useEffect(() => setOrigin(location.origin + basePath), [])
  return addressed(code, origin)
}
