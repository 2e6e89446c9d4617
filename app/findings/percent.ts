/** `97 %`, `4.6 %`: a share as the tables of findings have it. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`
}
