/** The colours of globals.css as a canvas needs them. */

export type Palette = {
  ink: string
  soft: string
  faint: string
  line: string
  paper: string
  raised: string
  critical: string
  warning: string
  accent: string
  hues: string[]
}

/** Resolves every colour on an element of the page, since a canvas understands neither variables nor light-dark(). */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement('span')
  element.append(probe)
  const colorOf = (color: string) => {
    probe.style.color = color
    return getComputedStyle(probe).color
  }
  const forced = matchMedia('(forced-colors: active)').matches ? readForced(probe, colorOf) : {}
  const resolve = (name: string) => forced[name] ?? colorOf(`var(--${name})`)
  const palette = {
    ink: resolve('ink'),
    soft: resolve('ink-soft'),
    faint: resolve('ink-faint'),
    line: resolve('line'),
    paper: resolve('paper'),
    raised: resolve('raised'),
    critical: resolve('critical'),
    warning: resolve('warning'),
    accent: resolve('accent'),
    hues: Array.from({ length: 8 }, (_, i) => resolve(`hue-${i}`)),
  }
  probe.remove()
  return palette
}

/**
 * Where a person has colours of their own: theirs for words and lines, ours, for a paper as light or dark as theirs,
 * to tell series apart.
 */
function readForced(probe: HTMLElement, colorOf: (color: string) => string): Record<string, string> {
  probe.style.setProperty('forced-color-adjust', 'none')
  const paper = colorOf('Canvas')
  const ink = colorOf('CanvasText')
  const line = colorOf('GrayText')
  probe.style.colorScheme = isDark(paper) ? 'dark' : 'light'
  return { ink, 'ink-soft': ink, 'ink-faint': line, line, paper, raised: paper, accent: colorOf('LinkText') }
}

/** By relative luminance; `rgb(…)` as getComputedStyle gives it. */
export function isDark(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128
}

/** The same colour, fainter; `rgb(…)` as getComputedStyle gives it. */
export function faded(color: string, share: number): string {
  return color.replace(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+).*$/, `rgba($1, $2, $3, ${share})`)
}
