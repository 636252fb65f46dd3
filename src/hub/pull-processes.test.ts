import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { partialPath } from './download/partial-file.ts'
import type { PulledModel } from './pulled-model.ts'
import { sha256 } from './testing/fake-hub.ts'
import { commit, downloadsOf, expectWholeCache, filesBelow, graph, useHub } from './testing/hub-fixture.ts'
import { isFor, tagOf } from './testing/interceptors.ts'

const fixture = useHub()
const script = fileURLToPath(new URL('testing/pull-process.ts', import.meta.url))
const content = (): Buffer => fixture.contents[graph] as Buffer
const blobPath = (): string => join(fixture.root, 'blobs', sha256(content()))

interface PullProcess {
  child: ChildProcess
  /** What it has said so far. */
  stderr: () => string
  ended: Promise<{ code: number | null; model: PulledModel; stderr: string }>
}

function start(): PullProcess {
  const parameters = ['--import', 'tsx', script, JSON.stringify(fixture.settings)]
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    model: stdout === '' ? undefined : JSON.parse(stdout),
    stderr,
  }))
  return { child, ended, stderr: () => stderr }
}

/** Sends the beginning of the graph, and the rest when told. */
function holdGraph(): { release: () => void } {
  let release = (): void => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  fixture.hub.intercept = (request, response) => {
    if (!isFor(request, content()) || request.headers.range !== undefined) return false
    response.writeHead(200, { etag: tagOf(content()), 'content-length': content().length })
    response.write(content().subarray(0, 1_000_000))
    void released.then(() => response.end(content().subarray(1_000_000)))
    return true
  }
  return { release }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10)
}

test('processes that pull the same model at once download every file once', async () => {
  const { release } = holdGraph()
  const processes = [start(), start(), start()]
  const waiting = /^Waiting for process \d+, which downloads onnx\/model\.onnx of org\/model\.$/m
  await until(() => processes.filter(({ stderr }) => waiting.test(stderr())).length === 2)
  release()
  const results = await Promise.all(processes.map(({ ended }) => ended))
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0])
  for (const file of Object.values(fixture.contents)) expect(downloadsOf(fixture.hub, file)).toHaveLength(1)
  expect(new Set(results.map(({ model }) => model.folder))).toEqual(new Set([join(fixture.root, 'snapshots', commit)]))
  expect(filesBelow(join(fixture.cacheFolder, '.locks'))).toEqual([])
})

test('a process that is killed leaves nothing that is used, and the next one goes on', async () => {
  holdGraph()
  const { child, ended } = start()
  await until(() => existsSync(partialPath(blobPath())) && statSync(partialPath(blobPath())).size >= 500_000)
  child.kill('SIGKILL')
  expect((await ended).code).toBeNull()
  expect(existsSync(join(fixture.root, 'snapshots'))).toBe(false)
  expect(existsSync(blobPath())).toBe(false)
  expect(filesBelow(join(fixture.cacheFolder, '.locks'))).toHaveLength(1) // It could not give it back.
  expectWholeCache(fixture.cacheFolder)

  const left = statSync(partialPath(blobPath())).size
  const next = await start().ended
  expect(next).toMatchObject({ code: 0, stderr: '', model: { downloadedBytes: content().length - left } })
  expect(downloadsOf(fixture.hub, content()).map(({ headers }) => headers.range)).toEqual([undefined, `bytes=${left}-`])
  expect(readFileSync(join(next.model.folder, graph)).equals(content())).toBe(true)
  expect(filesBelow(join(fixture.cacheFolder, '.locks'))).toEqual([])
})

test('pulls of one process do not get in each other’s way either', async () => {
  const models = await Promise.all([fixture.pull(), fixture.pull(), fixture.pull()])
  expect(new Set(models.map(({ folder }) => folder)).size).toBe(1)
  for (const file of Object.values(fixture.contents)) expect(downloadsOf(fixture.hub, file)).toHaveLength(1)
})

test('a process that waits for long gives up, and says for whom', async () => {
  const { release } = holdGraph()
  const { child, ended } = start()
  await until(() => downloadsOf(fixture.hub, content()).length > 0)
  const waiting = fixture.pull({ select: () => [graph], settings: { lockTimeout: 300 } })
  await expect(waiting).rejects.toMatchObject({
    code: 'download_failed',
    message: `Waited 0.3 s for process ${child.pid}, which downloads onnx/model.onnx of org/model. Try again when it has ended.`,
  })
  release()
  expect((await ended).code).toBe(0)
})
