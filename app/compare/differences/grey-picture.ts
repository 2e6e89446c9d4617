const headBytes = 54

/** The address of a small picture, which is in the address: a bitmap of 24 bits a dot, its lowest row first. White is 1. */
export function greyPicture(grey: readonly number[], width: number): string {
  const height = grey.length / width
  const rowBytes = 4 * Math.ceil((3 * width) / 4)
  const bytes = new Uint8Array(headBytes + rowBytes * height)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  view.setUint32(2, bytes.length, true)
  view.setUint32(10, headBytes, true)
  // The head of the second kind: 40 bytes, size, one plane, bits.
  view.setUint32(14, 40, true)
  view.setInt32(18, width, true)
  view.setInt32(22, height, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, 24, true)
  for (const [at, value] of grey.entries()) {
    const row = height - 1 - Math.floor(at / width)
    const level = Math.round(255 * Math.min(1, Math.max(0, value)))
    bytes.fill(
      level,
      headBytes + row * rowBytes + 3 * (at % width),
      headBytes + row * rowBytes + 3 * (at % width) + 3,
    )
  }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bytes))}`
}
