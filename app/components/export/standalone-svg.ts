/** A drawing of the page as a file of its own: colours and fonts are written out, nothing refers to the page. */

/** What our style sheets set on parts of drawings. */
const styles = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity'],
  ...['vector-effect', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'paint-order'],
] as const

/** What a part has without being told. */
const usual: Readonly<Record<string, string>> = {
  ...{
    'fill-opacity': '1',
    stroke: 'none',
    'stroke-width': '1px',
    'stroke-dasharray': 'none',
    'stroke-opacity': '1',
    opacity: '1',
  },
  ...{ 'vector-effect': 'none', 'text-anchor': 'start', 'paint-order': 'normal' },
}
const ofText = /^(font-|text-)/

export type StandaloneSvg = { text: string; width: number; height: number }

/** The drawing has to be part of the page, so that its styles are known. */
export function standaloneSvg(svg: SVGSVGElement): StandaloneSvg {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = [svg, ...svg.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  for (const [at, original] of originals.entries()) {
    const part = copies[at] as Element
    const computed = getComputedStyle(original)
    const isText = original.localName === 'text'
    part.removeAttribute('class')
    part.removeAttribute('style')
    if (/^(title|clipPath|g)$/.test(original.localName)) continue
    for (const name of styles) {
      const value = computed.getPropertyValue(name)
      if (value === '' || value === usual[name] || (ofText.test(name) && !isText)) part.removeAttribute(name)
      else part.setAttribute(name, value.replace(/(?<=\d)px\b/g, ''))
    }
  }
  const { width, height } = svg.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  paper.setAttribute('width', String(width))
  paper.setAttribute('height', String(height))
  paper.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor)
  copy.prepend(paper)
  return { text: new XMLSerializer().serializeToString(copy), width, height }
}

/** Pixels of the picture for each of the drawing. */
const pixels = 2

/** The same as a picture of dots, fine enough for print. */
export async function pngOf({ text, width, height }: StandaloneSvg): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * pixels)
    canvas.height = Math.round(height * pixels)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture.')))),
    )
  } finally {
    URL.revokeObjectURL(address)
  }
}
