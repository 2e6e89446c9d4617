/** A TensorProto that holds one number. */
import type { ProtoReader } from '../protobuf.ts'

const stringType = 7

/** IEEE half precision to a double, exact. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >>> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}

const floatView = new DataView(new ArrayBuffer(4))

/** bfloat16 is the upper half of a float32. */
export function bfloat16ToNumber(bits: number): number {
  floatView.setUint32(0, (bits & 0xffff) << 16)
  return floatView.getFloat32(0)
}

type Kind = { bytes: number; read(view: DataView): number; ofBits?(bits: number): number }

/** By the number of tensorflow.DataType. */
const kinds: Readonly<Record<number, Kind>> = {
  1: { bytes: 4, read: (view) => view.getFloat32(0, true) },
  2: { bytes: 8, read: (view) => view.getFloat64(0, true) },
  3: { bytes: 4, read: (view) => view.getInt32(0, true) },
  4: { bytes: 1, read: (view) => view.getUint8(0) },
  5: { bytes: 2, read: (view) => view.getInt16(0, true) },
  6: { bytes: 1, read: (view) => view.getInt8(0) },
  9: { bytes: 8, read: (view) => Number(view.getBigInt64(0, true)) },
  10: { bytes: 1, read: (view) => view.getUint8(0) },
  14: { bytes: 2, read: (view) => bfloat16ToNumber(view.getUint16(0, true)), ofBits: bfloat16ToNumber },
  17: { bytes: 2, read: (view) => view.getUint16(0, true) },
  19: { bytes: 2, read: (view) => halfToNumber(view.getUint16(0, true)), ofBits: halfToNumber },
  22: { bytes: 4, read: (view) => view.getUint32(0, true) },
  23: { bytes: 8, read: (view) => Number(view.getBigUint64(0, true)) },
}

const float = (reader: ProtoReader) => reader.float()
const double = (reader: ProtoReader) => reader.double()
const int = (reader: ProtoReader) => reader.int()
/** Fields of values by their number: float_val, double_val, int_val, int64_val, bool_val, half_val, uint32_val, uint64_val. */
const valueFields: Readonly<Record<number, (reader: ProtoReader) => number>> = {
  5: float,
  6: double,
  7: int,
  10: int,
  11: int,
  13: int,
  16: int,
  17: (reader) => reader.varint(),
}

/** The number in a tensor of one element, whatever its type; null for texts and for tensors of any other size. */
export function numberInTensor(message: ProtoReader): number | null {
  let type = 0
  let elements = 1
  let content: Uint8Array | null = null
  const values: number[] = []
  while (message.next()) {
    const field = valueFields[message.field]
    if (message.field === 1) type = message.varint()
    else if (message.field === 2) elements = sizeOf(message.message())
    else if (message.field === 4) content = message.data()
    else if (field) message.numbers(field, values)
    else message.skip()
  }
  const kind = kinds[type]
  if (type === stringType || !kind || elements !== 1) return null
  if (content && content.length === kind.bytes)
    return kind.read(new DataView(content.buffer, content.byteOffset, content.length))
  if (values.length !== 1) return null
  return kind.ofBits ? kind.ofBits(values[0] as number) : (values[0] as number)
}

function sizeOf(shape: ProtoReader): number {
  let size = 1
  while (shape.next()) {
    if (shape.field !== 2) {
      shape.skip()
      continue
    }
    const dimension = shape.message()
    let length = 0
    while (dimension.next()) {
      if (dimension.field === 1) length = dimension.int()
      else dimension.skip()
    }
    size *= length
  }
  return size
}
