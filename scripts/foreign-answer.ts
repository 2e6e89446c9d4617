/** What is said of an answer that no Lossglass server wrote: a proxy says by three statuses that behind it none answers. */
export function foreignAnswer(url: string, status: number): string {
  return [502, 503, 504].includes(status)
    ? `${url} answers ${status}: a proxy is there, and no server answers behind it.`
    : `${url} answers ${status}: it is no Lossglass server.`
}
