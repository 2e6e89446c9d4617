/** Parts a list of losses at its commas outside of brackets. Pure. */
export function splitLosses(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter(Boolean)
}
