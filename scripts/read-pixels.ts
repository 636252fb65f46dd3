import type { Browser } from 'playwright-core'
import type { Pixels } from './encode-palette-png.ts'

/** Reads a PNG with the browser that took it. */
export async function readPixels({ browser, png }: { browser: Browser; png: Buffer }): Promise<Pixels> {
  const page = await browser.newPage()
  const source = `data:image/png;base64,${png.toString('base64')}`
  const { width, height, base64 } = (await page.evaluate(`(async () => {
    const image = new Image()
    image.src = ${JSON.stringify(source)}
    await image.decode()
    const { width, height } = image
    const context = new OffscreenCanvas(width, height).getContext('2d')
    context.drawImage(image, 0, 0)
    const bytes = context.getImageData(0, 0, width, height).data
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return { width, height, base64: btoa(text) }
  })()`)) as { width: number; height: number; base64: string }
  await page.close()
  return { width, height, rgba: Buffer.from(base64, 'base64') }
}
