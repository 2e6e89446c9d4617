/** NumPy's .npy: reads one or several arrays that `numpy.save` wrote into one file, and writes one. Pure. */
import { Refusal, shown } from '../refusal.ts'

/** In row-major order, whatever the file has; [] is a number alone. */
export type NpyArray = { shape: number[]; data: Float64Array }

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
/** More axes than this no predictions have. */
const mostAxes = 8

function fault(sentence: string): Refusal {
  return new Refusal('malformed', `This is no .npy file that can be read: ${sentence}.`)
}

type ReadOne = (view: DataView, at: number, isLittle: boolean) => number

/** A number of 16 bits by IEEE 754. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** Integers of 64 bits become the nearest float64. */
const readers: Readonly<Record<string, readonly [bytes: number, read: ReadOne]>> = {
  f2: [2, (view, at, isLittle) => float16(view.getUint16(at, isLittle))],
  f4: [4, (view, at, isLittle) => view.getFloat32(at, isLittle)],
  f8: [8, (view, at, isLittle) => view.getFloat64(at, isLittle)],
  i1: [1, (view, at) => view.getInt8(at)],
  i2: [2, (view, at, isLittle) => view.getInt16(at, isLittle)],
  i4: [4, (view, at, isLittle) => view.getInt32(at, isLittle)],
  i8: [8, (view, at, isLittle) => Number(view.getBigInt64(at, isLittle))],
  u1: [1, (view, at) => view.getUint8(at)],
  u2: [2, (view, at, isLittle) => view.getUint16(at, isLittle)],
  u4: [4, (view, at, isLittle) => view.getUint32(at, isLittle)],
  u8: [8, (view, at, isLittle) => Number(view.getBigUint64(at, isLittle))],
  b1: [1, (view, at) => (view.getUint8(at) ? 1 : 0)],
}

type Header = { descr: string; isFortran: boolean; shape: number[] }

/** The Python dictionary of the header, of which the three keys are known. */
function headerIn(text: string): Header {
  const descr = /'descr'\s*:\s*'([^']{1,20})'/.exec(text)?.[1]
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1]
  const shape = /'shape'\s*:\s*\(([\d\sL,]*)\)/.exec(text)?.[1]
  if (descr === undefined)
    throw fault(
      `its header names no plain type of number (objects and records are not taken): ${shown(text.trim())}`,
    )
  if (order === undefined || shape === undefined) throw fault(`its header is ${shown(text.trim())}`)
  const lengths = shape.split(',').flatMap((part) => (part.trim() ? [Number(part.replace('L', ''))] : []))
  if (lengths.length > mostAxes || !lengths.every(Number.isSafeInteger))
    throw fault(`its shape is (${shape})`)
  return { descr, isFortran: order === 'True', shape: lengths }
}

function readHeader(bytes: Uint8Array, view: DataView, at: number): { header: Header; start: number } {
  if (at + 10 > bytes.length || magic.some((byte, i) => bytes[at + i] !== byte))
    throw fault('it does not begin as one does')
  const version = view.getUint8(at + 6)
  if (version < 1 || version > 3) throw fault(`its version is ${version}, and 1, 2 and 3 are known`)
  const from = at + (version === 1 ? 10 : 12)
  if (from > bytes.length) throw fault('it ends within its header')
  const length = version === 1 ? view.getUint16(at + 8, true) : view.getUint32(at + 8, true)
  if (from + length > bytes.length) throw fault('it ends within its header')
  const text = new TextDecoder().decode(bytes.subarray(from, from + length))
  return { header: headerIn(text), start: from + length }
}

/** From column-major to row-major order. */
function rowMajor(data: Float64Array, shape: readonly number[]): Float64Array {
  if (shape.length < 2) return data
  const strides: number[] = []
  shape.reduce((stride, length) => {
    strides.push(stride)
    return stride * length
  }, 1)
  const place = shape.map(() => 0)
  const turned = new Float64Array(data.length)
  for (let to = 0; to < turned.length; to++) {
    turned[to] = data[
      place.reduce((sum, index, axis) => sum + index * (strides[axis] as number), 0)
    ] as number
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] as number) + 1
      if ((place[axis] as number) < (shape[axis] as number)) break
      place[axis] = 0
    }
  }
  return turned
}

function readArray(bytes: Uint8Array, view: DataView, at: number): { array: NpyArray; end: number } {
  const { header, start } = readHeader(bytes, view, at)
  const { descr, isFortran, shape } = header
  const [size, read] = (/^[<>|=]/.test(descr) && readers[descr.slice(1)]) || []
  if (!size || !read)
    throw fault(`its numbers are of the type ${shown(descr)}: convert them with .astype("float32") first`)
  const count = shape.reduce((product, length) => product * length, 1)
  const end = start + count * size
  if (!(end <= bytes.length))
    throw fault(
      `its shape (${shape.join(', ')}) wants ${count * size} bytes of numbers, and ${bytes.length - start} are there`,
    )
  const isLittle = !descr.startsWith('>')
  const data = new Float64Array(count)
  for (let i = 0; i < count; i++) data[i] = read(view, start + i * size, isLittle)
  return { array: { shape, data: isFortran ? rowMajor(data, shape) : data }, end }
}

/**
 * The arrays of a file, one after another as calls of `numpy.save` on one open file leave them: floats of 16 to 64 bits, integers
 * and booleans, of either byte order, in C or Fortran order. Refuses in a sentence what is none, and more than `most` arrays.
 */
export function readNpy(bytes: Uint8Array, most = 2): NpyArray[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const arrays: NpyArray[] = []
  let at = 0
  do {
    if (arrays.length === most) throw fault(`there is more behind the first ${most} arrays`)
    const { array, end } = readArray(bytes, view, at)
    arrays.push(array)
    at = end
  } while (at < bytes.length)
  return arrays
}

/** One array as `numpy.save` writes it: float32 where the data is, else float64. */
export function writeNpy(
  shape: readonly number[],
  data: Float32Array | Float64Array | Int32Array,
): Uint8Array {
  const size = data instanceof Float32Array ? 4 : 8
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const dictionary = `{'descr': '<f${size}', 'fortran_order': False, 'shape': (${lengths}), }`
  // Header and numbers begin at a multiple of 64, as NumPy has it.
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64
  const bytes = new Uint8Array(length + data.length * size)
  const view = new DataView(bytes.buffer)
  bytes.set([...magic, 1, 0])
  view.setUint16(8, length - 10, true)
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(length - 11)}\n`), 10)
  for (let i = 0; i < data.length; i++)
    size === 4
      ? view.setFloat32(length + 4 * i, data[i] as number, true)
      : view.setFloat64(length + 8 * i, data[i] as number, true)
  return bytes
}
