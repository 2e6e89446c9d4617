/** Hears what this program prints, which goes where it went before. */
import { StringDecoder } from 'node:string_decoder'

const streams = ['stdout', 'stderr'] as const

/** Calls with every text that is printed from now on, until the answer is called. Printing never fails because of it. */
export function captureOutput(onText: (text: string, source: string) => void): () => void {
  const undo = streams.map((name) => {
    const stream = process[name]
    const write = stream.write
    const decoder = new StringDecoder('utf8')
    function heard(this: typeof stream, chunk: Uint8Array | string, ...rest: unknown[]): boolean {
      try {
        onText(typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk)), name)
      } catch {
        // What hears it is in trouble, and not the program.
      }
      return Reflect.apply(write, stream, [chunk, ...rest]) as boolean
    }
    stream.write = heard as typeof stream.write
    // Another one that came after this stays in place.
    return () => {
      if (stream.write === heard) stream.write = write
    }
  })
  return () => {
    for (const back of undo) back()
  }
}
