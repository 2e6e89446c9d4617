/** HTTP by hand over one connection that is kept: Node's own client takes longer to ask than a fast server to answer. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type Connection = {
  /** The body of the answer. Throws where it is not 200. */
  post(path: string, body: object): Promise<string>
  close(): void
}

type Answer = { status: number; body: string }

export async function openConnection(url: string, headers: Record<string, string> = {}): Promise<Connection> {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.setNoDelay(true)
  await once(socket, 'connect')
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `host: ${host}\r\ncontent-type: application/json\r\n${more.join('')}`
  return {
    async post(path, body) {
      const text = JSON.stringify(body)
      const answered = answerOn(socket)
      socket.write(
        `POST ${path} HTTP/1.1\r\n${head}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      )
      const answer = await answered
      if (answer.status === 200) return answer.body
      throw new Error(`${url}${path} answers ${answer.status}: ${answer.body.slice(0, 500)}`)
    },
    close: () => void socket.destroy(),
  }
}

function answerOn(socket: Socket): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let text = ''
    function take(chunk: Buffer): void {
      text += chunk.toString('latin1')
      const answer = answerIn(text)
      if (!answer) return
      socket.off('data', take).off('close', broken)
      resolve(answer)
    }
    const broken = () => reject(new Error('The connection broke before the answer.'))
    socket.on('data', take).once('close', broken)
  })
}

/** The answer that these bytes are, or null while there are more to come. */
function answerIn(text: string): Answer | null {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1]
  const body = text.slice(end + 4)
  const isWhole = length === undefined ? body.endsWith('0\r\n\r\n') : body.length >= Number(length)
  return isWhole ? { status: Number(text.slice(9, 12)), body } : null
}
