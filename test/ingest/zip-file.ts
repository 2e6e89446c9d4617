/** Makes ZIP archives for tests, also such as lie about their files. */
import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../../lib/ingest/crc32.ts'

type Said = { method: number; flags: number; crc: number; packedBytes: number; bytes: number; at: number }

/** An archive of these files; `lies` are what its list says of some of them instead of the truth. */
export function zipOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  lies: Readonly<Record<string, Partial<Said>>> = {},
): Uint8Array {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const truth = {
      method: 8,
      flags: 0,
      crc: crc32(bytes, 0, bytes.length),
      packedBytes: packed.length,
      bytes: bytes.length,
      at,
    }
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    writeFacts(local, 6, truth)
    local.writeUInt16LE(name.length, 26)
    parts.push(local, Buffer.from(name), packed)
    at += 30 + name.length + packed.length
    const said = { ...truth, ...lies[name] }
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    writeFacts(entry, 8, said)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(said.at, 42)
    list.push(entry, Buffer.from(name))
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(Buffer.concat(list).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...list, end])
}

function writeFacts(header: Buffer, at: number, { flags, method, crc, packedBytes, bytes }: Said): void {
  header.writeUInt16LE(flags, at)
  header.writeUInt16LE(method, at + 2)
  header.writeUInt32LE(crc, at + 8)
  header.writeUInt32LE(packedBytes, at + 12)
  header.writeUInt32LE(bytes, at + 16)
}
