import { spawnSync } from 'node:child_process'
import { findChromium } from './find-chromium.ts'

/** Vitest's global setup: sees to it that there is a Chromium for the tests of the playground. */
export default function ensureChromium(): void {
  if (findChromium() !== undefined) return
  if (process.env['CHROMIUM_PATH'] === undefined && process.getuid?.() === 0) install()
  if (findChromium() !== undefined) return
  throw new Error(
    'The tests of the playground need Chromium. Install it (Debian and Ubuntu: apt-get install chromium), ' +
      'or set CHROMIUM_PATH to the path of a Chromium or Chrome.',
  )
}

function install(): void {
  process.stderr.write('Installing Chromium for the tests of the playground.\n')
  const options = ['-qq', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300']
  const aptGet = (...words: string[]): boolean =>
    spawnSync('apt-get', [...options, ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  // Lists of packages may be missing, or so old that what they name is gone.
  if (!aptGet('install', 'chromium') && aptGet('update')) aptGet('install', 'chromium')
}
