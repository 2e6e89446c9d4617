/** The last rows as the bits of a number: 1 is a row that counts. */
export function countBits(bits: number): number {
  let count = 0
  for (let rest = bits; rest; rest &= rest - 1) count++
  return count
}
