import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { HubSettings } from '../hub-settings.ts'
import { type PullOptions, pullModel } from '../pull-model.ts'
import type { PulledModel } from '../pulled-model.ts'
import { type FakeHub, type FakeRequest, gitHash, sha256, startFakeHub } from './fake-hub.ts'
import { patternOf } from './hub-content.ts'

export const commit = '0123456789abcdef0123456789abcdef01234567'
export const graph = 'onnx/model.onnx'

/** A hub with one model, and an empty cache: new for every test. */
export interface HubFixture {
  hub: FakeHub
  /** Of the test: what it writes is removed. */
  folder: string
  cacheFolder: string
  /** Folder of the model in the cache. */
  root: string
  settings: HubSettings
  contents: Record<string, Buffer>
  pull: (options?: Partial<PullOptions>) => Promise<PulledModel>
}

/** Registers hooks that make the fixture, in a test file. The object is filled anew before each test. */
export function useHub(options: { cdnHost?: string } = {}): HubFixture {
  const fixture = {} as HubFixture
  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'secondpass-hub-'))
    const hub = await startFakeHub(options)
    const cacheFolder = join(folder, 'hub')
    const contents = {
      'config.json': Buffer.from('{ "num_labels": 1 }'),
      'tokenizer.json': Buffer.from(JSON.stringify({ vocabulary: 'word '.repeat(2000) })),
      [graph]: patternOf(3_000_000),
    }
    hub.repositories['org/model'] = {
      commit,
      revisions: ['main'],
      files: {
        ...Object.fromEntries(
          Object.entries(contents).map(([path, content]) => [path, { content, large: content.length > 100_000 }]),
        ),
        'pytorch_model.bin': { content: Buffer.from('pickle'), large: true },
        'modeling.py': { content: Buffer.from('import os') },
      },
    }
    const settings: HubSettings = {
      endpoint: hub.endpoint,
      cacheFolder,
      retryDelay: 5,
      stallTimeout: 2_000,
      environment: {},
    }
    const pull: HubFixture['pull'] = (extra = {}) =>
      pullModel({
        name: 'hf:org/model',
        select: (files) => files.map(({ path }) => path),
        ...extra,
        settings: { ...settings, ...extra.settings },
      })
    const root = join(cacheFolder, 'models--org--model')
    Object.assign(fixture, { hub, folder, cacheFolder, root, settings, contents, pull })
  })
  afterEach(async () => {
    expectWholeCache(fixture.cacheFolder) // After every fault: nothing half-written is used.
    await fixture.hub.close()
    rmSync(fixture.folder, { recursive: true, force: true })
  })
  return fixture
}

/** The requests for a file's content. */
export function downloadsOf(hub: FakeHub, content: Buffer): FakeRequest[] {
  const small = Object.entries(hub.repositories['org/model']?.files ?? {}).find(([, file]) => file.content === content)
  return hub.requests.filter(({ method, server, path }) => {
    if (method !== 'GET') return false
    if (server === 'cdn') return path.startsWith(`/${sha256(content)}`)
    return small?.[1].large !== true && small !== undefined && path.endsWith(`/${small[0]}`)
  })
}

/** Every name in a snapshot leads to a blob whose content is what its name says, and every branch to a snapshot. */
export function expectWholeCache(cacheFolder: string): void {
  for (const name of existsSync(cacheFolder) ? readdirSync(cacheFolder) : []) {
    if (!name.startsWith('models--')) continue
    const root = join(cacheFolder, name)
    for (const path of filesBelow(join(root, 'snapshots'))) {
      const content = readFileSync(path)
      if (!lstatSync(path).isSymbolicLink()) continue
      const blob = basename(realpathSync(path))
      expect([sha256(content), gitHash(content)], path).toContain(blob)
    }
    for (const path of filesBelow(join(root, 'refs'))) {
      expect(existsSync(join(root, 'snapshots', readFileSync(path, 'utf8'))), path).toBe(true)
    }
  }
}

/** All files and links below a folder. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** A fingerprint of everything in a folder. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  for (const path of filesBelow(folder)) hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}
