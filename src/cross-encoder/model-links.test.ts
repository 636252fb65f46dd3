import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requireModelFile } from './model-file.ts'

let root: string
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'secondpass-files-')))
  writeFileSync(join(root, 'secret'), '')
})
afterAll(() => rmSync(root, { recursive: true }))

/** Makes the folder, with a file that is a link to `target`. */
function link(folder: string, target: string): string {
  const path = join(root, folder)
  mkdirSync(path, { recursive: true })
  for (const store of ['blobs', 'cache/blobs', 'cache/models--a--b/blobs', 'cache/models--c--d', 'other/blobs']) {
    mkdirSync(join(root, store), { recursive: true })
    writeFileSync(join(root, store, 'content'), '')
  }
  rmSync(join(path, 'file'), { force: true })
  symlinkSync(join(root, target), join(path, 'file'))
  return path
}

test.each([
  ['plain', 'plain/../plain/content', false],
  ['plain', 'secret', false],
  ['plain', 'blobs/content', false],
  ['other/snapshots/main', 'other/blobs/content', true],
  ['other/snapshots/main', 'blobs/content', false],
  ['cache/models--a--b/snapshots/c0', 'cache/models--a--b/blobs/content', true],
  ['cache/models--a--b/snapshots/c0', 'cache/blobs/content', true],
  ['cache/models--a--b/snapshots/c0', 'cache/models--c--d/content', false],
  ['cache/models--a--b/snapshots/c0', 'secret', false],
])('a file of %s that leads to %s: %s', (folder, target, allowed) => {
  const path = link(folder, target)
  if (allowed) expect(requireModelFile(path, 'file')).toBe(join(path, 'file'))
  else expect(() => requireModelFile(path, 'file')).toThrow(expect.objectContaining({ code: 'invalid_model' }))
})
