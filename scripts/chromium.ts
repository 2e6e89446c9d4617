/** A real Chromium, and pages in it that note when their first chart changes. */
import { type Browser, chromium, type Page } from 'playwright-core'
import { findBrowser } from './browser.mjs'

export const browserFlags = [
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
 * Once every frame, reads the pixels of the first canvas and notes the time (ms since 1970) when they differ from the frame before.
 * The very first note is the first frame with anything drawn.
 */
export async function noteChanges(page: Page): Promise<void> {
  await page.addInitScript({ content: noteScript })
}

/** As text: it runs in the page, where helpers that a compiler adds to functions are missing. */
const noteScript = `
  window.noted = []
  let before = 0
  requestAnimationFrame(function look() {
    const canvas = document.querySelector('canvas')
    const pixels = canvas?.width ? canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data : null
    if (pixels) {
      let digest = 0
      for (const word of new Uint32Array(pixels.buffer)) digest = (Math.imul(digest, 31) + word) | 0
      if (digest !== before) window.noted.push(Date.now())
      before = digest
    }
    requestAnimationFrame(look)
  })`

export function changesOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { noted: number[] }).noted)
}
