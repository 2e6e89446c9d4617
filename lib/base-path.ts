/** The path below which pages are served, such as `/lossglass`; empty at the root of a host. Known where pages are built. */
export const basePath = process.env.LOSSGLASS_BASE_PATH ?? ''

/** The address, on its host, of what pages and API call `path`. `next/link` and the router add the base path themselves. */
export function at(path: string): string {
  return basePath + path
}
