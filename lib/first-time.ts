/** For what is said once: whether a key comes for the first time, as far as the newest `most` are remembered. */
export function createFirstTime(most = 1000): (key: string) => boolean {
  const known = new Set<string>()
  return (key) => {
    if (known.has(key)) return false
    known.add(key)
    if (known.size > most) known.delete(known.values().next().value as string)
    return true
  }
}
