/** Reads protobuf messages field by field. Throws `Malformed` where bytes are none. */

export class Malformed extends Error {
  override name = 'Malformed'
}

const utf8 = new TextDecoder()

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength)

/** Names are short and plain: to begin to decode one takes longer than to read it. */
const longestAscii = 64

function asciiIn(bytes: Uint8Array, start: number, end: number): string | null {
  if (end - start > longestAscii) return null
  let text = ''
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number
    if (byte > 127) return null
    text += String.fromCharCode(byte)
  }
  return text
}

export class ProtoReader {
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private at: number
  private readonly end: number
  /** Of the field that `next` found. */
  field = 0
  wire = 0

  constructor(bytes: Uint8Array, start = 0, end = bytes.length, view = viewOf(bytes)) {
    this.bytes = bytes
    this.view = view
    this.at = start
    this.end = end
  }

  /** Goes to the next field; its value has to be read or skipped before the next call. */
  next(): boolean {
    if (this.at >= this.end) return false
    const key = this.varint()
    this.field = Math.floor(key / 8)
    this.wire = key % 8
    return true
  }

  /** Unsigned; exact up to 2^53. */
  varint(): number {
    let value = 0
    let scale = 1
    for (let i = 0; i < 10; i++) {
      if (this.at >= this.end) throw new Malformed('a number is cut off')
      const byte = this.bytes[this.at++] as number
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
    throw new Malformed('a number is too long')
  }

  /** Signed, as int32 and int64 are written: negative ones as 2^64 less. */
  int(): number {
    const start = this.at
    const value = this.varint()
    if (value < 2 ** 53) return value
    let exact = 0n
    for (let i = this.at - 1; i >= start; i--) exact = (exact << 7n) | BigInt((this.bytes[i] as number) & 127)
    return Number(BigInt.asIntN(64, exact))
  }

  private take(count: number): number {
    const at = this.at
    if (count > this.end - at) throw new Malformed('a field is cut off')
    this.at += count
    return at
  }

  float(): number {
    return this.view.getFloat32(this.take(4), true)
  }

  double(): number {
    return this.view.getFloat64(this.take(8), true)
  }

  /** A message or bytes; a view. */
  data(): Uint8Array {
    const length = this.varint()
    const at = this.take(length)
    return this.bytes.subarray(at, at + length)
  }

  message(): ProtoReader {
    const length = this.varint()
    const at = this.take(length)
    return new ProtoReader(this.bytes, at, at + length, this.view)
  }

  text(): string {
    const length = this.varint()
    const at = this.take(length)
    return asciiIn(this.bytes, at, at + length) ?? utf8.decode(this.bytes.subarray(at, at + length))
  }

  skip(): void {
    if (this.wire === 0) this.varint()
    else if (this.wire === 1) this.take(8)
    else if (this.wire === 2) this.take(this.varint())
    else if (this.wire === 5) this.take(4)
    else throw new Malformed(`a field of the unknown kind ${this.wire}`)
  }

  /** The numbers of a repeated field, packed into one piece or one at a time. */
  numbers(one: (reader: ProtoReader) => number, into: number[]): void {
    if (this.wire !== 2) return void into.push(one(this))
    const packed = this.message()
    while (packed.at < packed.end) into.push(one(packed))
  }
}
