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
  const resolve = (name: string) => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
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

/** The same colour, fainter; `rgb(…)` as getComputedStyle gives it. */
export function faded(color: string, share: number): string {
  return color.replace(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+).*$/, `rgba($1, $2, $3, ${share})`)
}
