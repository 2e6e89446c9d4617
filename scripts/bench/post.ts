/** Events of a bench, as a program without a client sends them. */
export async function post(url: string, events: unknown[]): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/ingest`, {
    ...{ method: 'POST', headers, body: JSON.stringify({ events }) },
  })
  if (!response.ok) throw new Error(await response.text())
}
