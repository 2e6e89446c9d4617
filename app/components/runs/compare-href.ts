/** The page on which these runs are compared. */
export function compareHref(ids: readonly string[]): string {
  return `/compare?runs=${ids.join(',')}`
}
