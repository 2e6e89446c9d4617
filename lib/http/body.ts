/**
 * Bodies of requests as JSON, bounded. One that is too long is read to its end all the same, and thrown away: else
 * its sender would see the connection break instead of the answer.
 */
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { unzip } from 'node:zlib'
import { limits } from '../limits.ts'
import { cut, Refusal } from '../refusal.ts'

/** The bytes of a body, unpacked where it came packed. Refuses what is too long, before or after it is unpacked. */
export async function bodyOf(request: IncomingMessage, most: number = limits.bytes): Promise<Buffer> {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const isPacked = /^(x-)?(gzip|deflate)$/.test(encoding)
  if (!isPacked && encoding !== 'identity' && encoding !== '') {
    request.resume()
    throw new Refusal('malformed', `The body comes as "${cut(encoding)}": send gzip, deflate, or plain JSON.`)
  }
  const bytes = await received(request, most)
  return isPacked && bytes.length ? unpacked(bytes, most) : bytes
}

function received(request: IncomingMessage, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    function take(chunk: Buffer): void {
      length += chunk.length
      if (length <= most) chunks.push(chunk)
      else {
        request.off('data', take).resume()
        chunks.length = 0
        reject(tooLarge(most))
      }
    }
    request.on('data', take)
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)))
    request.once('error', () =>
      reject(new Refusal('malformed', 'The body broke off before its end: send it again.')),
    )
  })
}

const unzipped = promisify(unzip)

/** Of what unpacks to more than may be, no more than that is ever in memory. */
async function unpacked(bytes: Buffer, most: number): Promise<Buffer> {
  try {
    return await unzipped(bytes, { maxOutputLength: most })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most)
    throw new Refusal(
      'malformed',
      'The body cannot be unpacked: send it as gzip, as deflate with the header of zlib (RFC 1950, no raw deflate), or plain.',
    )
  }
}

/** The JSON of a request that Next has handed on. */
export async function readJson(request: Request, most: number): Promise<unknown> {
  return jsonIn(await readBytes(request, most))
}

/** The bytes of such a request. */
export async function readBytes(request: Request, most: number): Promise<Buffer> {
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length
    if (length <= most) chunks.push(part.value)
    else {
      discard(reader as ReadableStreamDefaultReader<Uint8Array>)
      throw tooLarge(most)
    }
  }
  return Buffer.concat(chunks)
}

async function discard(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // Its sender has gone.
  }
}

function tooLarge(most: number): Refusal {
  const size = most < 2 ** 20 ? `${most / 2 ** 10} KiB` : `${most / 2 ** 20} MiB`
  return new Refusal('too-large', `A request holds at most ${size} here: send less, or several smaller ones.`)
}

export function jsonIn(bytes: Buffer): unknown {
  try {
    return parsedJson(bytes.toString('utf8').replace(/^\ufeff/, ''))
  } catch {
    throw new Refusal(
      'malformed',
      'The body is no JSON; NaN and Infinity are written as the strings "NaN" and "Infinity".',
    )
  }
}

/**
 * JSON, or what Python's `json.dumps` and others make of it: bare NaN, -NaN, Infinity and -Infinity, read as the
 * texts that stand for them.
 */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const bare = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|-?\bNaN\b/g
    return JSON.parse(
      text.replace(bare, (found) => (found.startsWith('"') ? found : `"${found.replace('-NaN', 'NaN')}"`)),
    )
  }
}
