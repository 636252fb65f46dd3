import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { createReranker } from './create-reranker.ts'
import { findCachedModel } from './find-cached-model.ts'
import { commit, filesBelow } from './hub/testing/hub-fixture.ts'
import { contentsOf, repositoryOf, tinyBert, tinyExternal, useHubModels } from './hub/testing/hub-models.ts'
import { fail } from './hub/testing/interceptors.ts'
import { makePythonCache } from './hub/testing/python-cache.ts'
import { pullModel } from './pull-model.ts'

const fixture = useHubModels()
const request = { query: 'the river', documents: ['a town by the sea', 'the long cold river'] }
const options = { workers: 1 }
const graph = 'onnx/model.onnx'

/** What the model's own folder scores. */
async function expectedScores(folder = tinyBert): Promise<(number | null)[]> {
  await using reranker = createReranker(folder, options)
  return (await reranker.rerank(request)).results.map(({ score }) => score)
}

/** The files that were downloaded, by name. */
function downloads(): string[] {
  return fixture.hub.requests
    .filter(({ server, method }) => server === 'hub' && method === 'GET')
    .map(({ path }) => /\/resolve\/[^/]+\/(.*)$/.exec(path)?.[1])
    .filter((path) => path !== undefined)
}

/** Keeps what matches from its answer until it is let go. */
function hold(matches: (path: string) => boolean): { release: () => void; reached: Promise<void> } {
  let release = (): void => {}
  let reach = (): void => {}
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  fixture.hub.intercept = (asked, response) => {
    if (!matches(asked.path)) return false
    release = () => {
      fixture.hub.intercept = undefined
      response.writeHead(503).end() // The client tries again.
    }
    reach()
    return true
  }
  return { release: () => release(), reached }
}

describe('a model of a hub', () => {
  it('is downloaded by the first use, and used from the cache after', async () => {
    const progress: number[] = []
    await using reranker = createReranker('hf:org/tiny', {
      ...options,
      onProgress: ({ completedBytes, totalBytes }) => progress.push(completedBytes / totalBytes),
    })
    expect(reranker.id).toBe('hf:org/tiny')
    expect(fixture.hub.requests).toEqual([])
    const { results, model } = await reranker.rerank(request)
    expect(results.map(({ score }) => score)).toEqual(await expectedScores())
    expect(model).toEqual({ id: 'hf:org/tiny', revision: commit })
    expect(progress.at(-1)).toBe(1)
    expect(downloads().sort()).toEqual(
      ['config.json', graph, 'special_tokens_map.json', 'tokenizer.json', 'tokenizer_config.json'].sort(),
    )

    fixture.hub.requests.length = 0
    await using again = createReranker('hf:org/tiny@main', options)
    await again.load()
    expect((await again.rerank(request)).model).toEqual(model)
    expect(fixture.hub.requests).toEqual([])
  })

  it('is used as Python keeps it, links or not, also without a network', async () => {
    vi.stubEnv('HF_HUB_OFFLINE', '1')
    for (const [folder, links] of [
      [tinyBert, true],
      [tinyBert, false],
      [tinyExternal, true],
    ] as const) {
      rmSync(fixture.cacheFolder, { recursive: true, force: true })
      makePythonCache({
        root: join(fixture.cacheFolder, 'models--org--python'),
        commit,
        contents: contentsOf(folder),
        links,
      })
      await using reranker = createReranker('hf:org/python', options)
      const { results, model } = await reranker.rerank(request)
      expect(results.map(({ score }) => score)).toEqual(await expectedScores(folder))
      expect(model.revision).toBe(commit)
    }
    expect(fixture.hub.requests).toEqual([])
  })

  it('is used where its files are in a store that models share, or on another disk', async () => {
    vi.stubEnv('HF_HUB_OFFLINE', '1')
    const root = join(fixture.cacheFolder, 'models--org--python')
    makePythonCache({ root, commit, contents: contentsOf(tinyExternal) })
    // As huggingface_hub 2 does: blobs/HASH leads to a file that other models have too.
    for (const name of readdirSync(join(root, 'blobs'))) {
      const store = join(fixture.cacheFolder, 'blobs', name.slice(0, 2))
      mkdirSync(store, { recursive: true })
      renameSync(join(root, 'blobs', name), join(store, name))
      symlinkSync(join('../../blobs', name.slice(0, 2), name), join(root, 'blobs', name))
    }
    const use = async (): Promise<void> => {
      await using reranker = createReranker('hf:org/python', options)
      const { results } = await reranker.rerank(request)
      expect(results.map(({ score }) => score)).toEqual(await expectedScores(tinyExternal))
    }
    await use()
    rmSync(fixture.cacheFolder, { recursive: true })
    makePythonCache({ root: join(fixture.folder, 'disk'), commit, contents: contentsOf(tinyExternal) })
    mkdirSync(fixture.cacheFolder)
    symlinkSync(join(fixture.folder, 'disk'), root)
    await use()
  })

  it('without a network and not in the cache fails, and says what to do; whatever onError says', async () => {
    vi.stubEnv('HF_HUB_OFFLINE', '1')
    await using reranker = createReranker('hf:org/tiny', options)
    const offline = {
      code: 'offline',
      message: expect.stringMatching(/not in the cache.*HF_HUB_OFFLINE.*secondpass model pull hf:org\/tiny@main/),
    }
    await expect(reranker.load()).rejects.toMatchObject(offline)
    await expect(reranker.rerank({ ...request, onError: 'passthrough' })).rejects.toMatchObject(offline)
  })

  it('lets a request hear why it could not be had', async () => {
    fixture.hub.repositories['org/gated'] = { ...repositoryOf(tinyBert), access: 'gated' }
    const passthrough = { ...request, onError: 'passthrough' as const }
    await using gated = createReranker('hf:org/gated', options)
    await expect(gated.rerank(passthrough)).rejects.toMatchObject({ code: 'unauthorized' })
    await using nowhere = createReranker('hf:org/nowhere', options)
    await expect(nowhere.rerank(passthrough)).rejects.toMatchObject({ code: 'model_not_found' })
    fixture.hub.intercept = fail({ status: 429, matches: () => true, headers: { 'retry-after': '0' } })
    await using refused = createReranker('hf:org/tiny', options)
    await expect(refused.rerank(passthrough)).rejects.toMatchObject({ code: 'download_failed' })
  })

  it('is completed where the cache has a part of it', async () => {
    const { folder } = await pullModel('hf:org/tiny')
    rmSync(join(folder, graph))
    rmSync(join(folder, '../../blobs'), { recursive: true })
    fixture.hub.requests.length = 0
    await using reranker = createReranker('hf:org/tiny', options)
    await reranker.load()
    expect(downloads()).toContain(graph)
  })

  it('is completed where Python left its weights out', async () => {
    const { [`${graph}_data`]: _, ...contents } = contentsOf(tinyExternal)
    makePythonCache({ root: join(fixture.cacheFolder, 'models--org--external'), commit, contents })
    expect(findCachedModel('hf:org/external')).toBeUndefined()
    await using reranker = createReranker(`hf:org/external@${commit}`, options)
    const { results } = await reranker.rerank(request)
    expect(results.map(({ score }) => score)).toEqual(await expectedScores(tinyExternal))
    expect(downloads()).toEqual([`${graph}_data`])
  })

  it('is used in the format that the cache has, and in another only when that is asked for', async () => {
    const files = fixture.hub.repositories['org/tiny']?.files ?? {}
    files['onnx/model_int8.onnx'] = files['onnx/model_q4.onnx'] = { content: Buffer.from('no graph'), large: true }
    await pullModel('hf:org/tiny', { dtype: 'fp32' })
    vi.stubEnv('HF_HUB_OFFLINE', '1')
    await using reranker = createReranker('hf:org/tiny', options)
    expect((await reranker.rerank(request)).coverage.scored).toBe(2)
    await using other = createReranker('hf:org/tiny', { ...options, dtype: 'q4' })
    await expect(other.load()).rejects.toMatchObject({ code: 'offline', message: expect.stringContaining('model_q4') })
    expect(() => createReranker('hf:org/tiny', { dtype: 'fp16' })).toThrow(/of dtype fp16\. There are: fp32, int8, q4/)
  })

  it('is used as the lock file has it, with frozen', async () => {
    const lockFile = join(fixture.folder, 'models.lock.json')
    await using unlocked = createReranker('hf:org/tiny', { ...options, frozen: true, lockFile })
    await expect(unlocked.load()).rejects.toMatchObject({ code: 'model_not_found' })
    await pullModel('hf:org/tiny', { dtype: 'fp32', lockFile })
    const repository = fixture.hub.repositories['org/tiny']
    if (repository) repository.commit = 'f'.repeat(40)
    rmSync(join(fixture.cacheFolder, 'models--org--tiny/refs'), { recursive: true })
    vi.stubEnv('HF_HUB_OFFLINE', '1')
    await using reranker = createReranker('hf:org/tiny', { ...options, frozen: true, lockFile })
    expect((await reranker.rerank(request)).model.revision).toBe(commit)
    const config = join(fixture.cacheFolder, 'models--org--tiny/snapshots', commit, 'config.json')
    writeFileSync(config, readFileSync(config, 'utf8').replace('bert', 'BERT'))
    await using changed = createReranker('hf:org/tiny', { ...options, frozen: true, lockFile })
    await expect(changed.load()).rejects.toMatchObject({ code: 'invalid_model' })
    // A part that Python brought is no whole, and the lock knows it.
    rmSync(join(fixture.cacheFolder, 'models--org--tiny'), { recursive: true })
    const { 'tokenizer_config.json': _, ...contents } = contentsOf(tinyBert)
    makePythonCache({ root: join(fixture.cacheFolder, 'models--org--tiny'), commit, contents })
    await using part = createReranker('hf:org/tiny', { ...options, frozen: true, lockFile })
    await expect(part.load()).rejects.toMatchObject({ message: expect.stringContaining('tokenizer_config.json') })
  })

  it('refuses what it can before the download', async () => {
    expect(() => createReranker('hf:org/tiny', { workers: 0 })).toThrow(/`workers`/)
    expect(() => createReranker('hf:org/tiny', { dtype: 'fp64' as 'fp32' })).toThrow(/`dtype` is "fp64"/)
    expect(() => createReranker('hf:org/../tiny')).toThrow(expect.objectContaining({ code: 'invalid_request' }))
    await using reranker = createReranker('hf:org/tiny', options)
    await expect(reranker.rerank({ ...request, topK: -1 })).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(reranker.rerank({ query: 'q', documents: [] })).resolves.toMatchObject({ results: [] })
    await expect(reranker.rerank({ query: 'q', documents: [' '] })).resolves.toMatchObject({ results: [{ rank: 1 }] })
    expect(fixture.hub.requests).toEqual([])
    await using wide = createReranker('hf:org/tiny', { maxTokens: 129 })
    await expect(wide.load()).rejects.toMatchObject({ code: 'invalid_request' })
  })
})

describe('a download', () => {
  it('is one for all who wait, in one reranker and in several', async () => {
    await using one = createReranker('hf:org/tiny', options)
    await using other = createReranker('hf:org/tiny', options)
    await Promise.all([one.load(), one.load(), one.rerank(request), other.rerank(request), other.load()])
    expect(downloads().filter((path) => path === graph)).toHaveLength(1)
  })

  it('that failed is tried again by the next use', async () => {
    fixture.hub.intercept = fail({ status: 404, matches: () => true })
    await using reranker = createReranker('hf:org/tiny', options)
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: 'model_not_found' })
    fixture.hub.intercept = undefined
    await expect(reranker.rerank(request)).resolves.toMatchObject({ coverage: { scored: 2 } })
  })

  it('does not hold up a request whose deadline or signal ends it, and goes on for the others', async () => {
    const { release, reached } = hold((path) => path.includes(graph))
    await using reranker = createReranker('hf:org/tiny', options)
    const patient = reranker.rerank(request)
    await reached
    const stop = new AbortController()
    const aborted = reranker.rerank({ ...request, signal: stop.signal })
    stop.abort('enough')
    await expect(aborted).rejects.toMatchObject({ code: 'cancelled', cause: 'enough' })
    await expect(reranker.rerank({ ...request, deadline: 20 })).rejects.toMatchObject({ code: 'timeout' })
    await expect(reranker.rerank({ ...request, deadline: 20, onError: 'passthrough' })).resolves.toMatchObject({
      degraded: { reason: 'timeout' },
      model: { id: 'hf:org/tiny' },
      coverage: { scored: 0 },
    })
    release()
    await expect(patient).resolves.toMatchObject({ coverage: { scored: 2 } })
  })

  it('ends when the reranker is closed, and nothing begins after', async () => {
    const { reached } = hold((path) => path.includes(graph))
    const reranker = createReranker('hf:org/tiny', options)
    const [working, loading] = [reranker.rerank(request), reranker.load()].map((work) => work.catch((error) => error))
    await reached
    await reranker.close()
    expect(await working).toMatchObject({ code: 'closed' })
    expect(await loading).toMatchObject({ code: 'closed' })
    const asked = fixture.hub.requests.length
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: 'closed' })
    await sleep(50)
    expect(fixture.hub.requests).toHaveLength(asked)
    expect(filesBelow(join(fixture.cacheFolder, '.locks'))).toEqual([])
  })
})
