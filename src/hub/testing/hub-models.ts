import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, vi } from 'vitest'
import type { FakeRepository } from './fake-hub.ts'
import { commit, type HubFixture, useHub } from './hub-fixture.ts'

export const tinyBert: string = fileURLToPath(new URL('../../../fixtures/tiny-bert', import.meta.url))
export const tinyExternal: string = fileURLToPath(
  new URL('../../../fixtures/architectures/tiny-bert-external', import.meta.url),
)

/** The content of every file of a folder, by its path. */
export function contentsOf(folder: string): Record<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]))
}

/** A hub's repository with a folder's files. */
export function repositoryOf(folder: string): FakeRepository {
  const files = Object.entries(contentsOf(folder)).map(([path, content]) => [
    path,
    { content, large: content.length > 100_000 },
  ])
  return { commit, revisions: ['main', 'v1.0'], files: Object.fromEntries(files) }
}

/** A hub with `org/tiny` and `org/external`, and an environment in which it is the hub. New for every test. */
export function useHubModels(): HubFixture & { environment: () => Record<string, string> } {
  const fixture = useHub()
  const environment = (): Record<string, string> => ({
    HF_ENDPOINT: fixture.hub.endpoint,
    HF_HUB_CACHE: fixture.cacheFolder,
    HF_TOKEN_PATH: join(fixture.folder, 'no-token'),
    HF_TOKEN: '',
    HF_HUB_OFFLINE: '',
    TRANSFORMERS_OFFLINE: '',
  })
  beforeEach(() => {
    fixture.hub.repositories['org/tiny'] = repositoryOf(tinyBert)
    fixture.hub.repositories['org/external'] = repositoryOf(tinyExternal)
    for (const [name, value] of Object.entries(environment())) vi.stubEnv(name, value)
  })
  afterEach(() => vi.unstubAllEnvs())
  return Object.assign(fixture, { environment })
}
