import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../../../scripts/find-chromium.ts'

/** A headless Chromium that calls nobody by itself. */
export async function launchBrowser({ more = [] }: { more?: readonly string[] } = {}): Promise<Browser> {
  return await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
}
