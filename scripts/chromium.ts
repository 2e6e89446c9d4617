/** A real Chromium, and pages in it that note when their first chart changes. */
import { type Browser, chromium, type Page } from 'playwright-core'
import { findBrowser } from './browser.mjs'

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: browserFlags })
}

/**
 * Once every frame, looks at the first canvas, scaled down so that looking costs next to nothing, and notes the time
 * (ms since 1970) when it differs from the frame before. The very first note is the first frame with anything drawn.
 */
export async function noteChanges(page: Page): Promise<void> {
  await page.addInitScript({ content: noteScript })
}

/** As text: it runs in the page, where helpers that a compiler adds to functions are missing. */
const noteScript = `
  window.noted = []
  const small = new OffscreenCanvas(160, 80)
  const context = small.getContext('2d', { willReadFrequently: true })
  let before = 0
  requestAnimationFrame(function look() {
    const canvas = document.querySelector('canvas')
    if (canvas?.width) {
      context.clearRect(0, 0, 160, 80)
      context.drawImage(canvas, 0, 0, 160, 80)
      let digest = 0
      const { data } = context.getImageData(0, 0, 160, 80)
      for (const word of new Uint32Array(data.buffer)) digest = (Math.imul(digest, 31) + word) | 0
      if (digest !== before) window.noted.push(Date.now())
      before = digest
    }
    requestAnimationFrame(look)
  })`

export function changesOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { noted: number[] }).noted)
}
