import { describe, expect, it } from 'vitest'
import { SecondpassError } from '../reranker/index.ts'
import { failureOf, ScriptedPool, scoreTexts, until } from './testing/scripted-workers.ts'

function texts(count: number, word = 'x'): string[] {
  return Array.from({ length: count }, (_, index) => word + 'x'.repeat(index))
}

describe('a pool of workers', () => {
  it('performs every unit once, whatever its size', async () => {
    for (const size of [1, 2, 3]) {
      await using pool = new ScriptedPool({ size })
      expect(await scoreTexts(pool, texts(40))).toEqual(texts(40).map(({ length }) => length))
      expect(pool.begun).toBe(40)
      expect(pool.starts).toBe(size)
    }
  })

  it('starts no more workers than there are units, and none for nothing', async () => {
    await using pool = new ScriptedPool({ size: 3 })
    expect(await scoreTexts(pool, [])).toEqual([])
    expect(pool.starts).toBe(0)
    await scoreTexts(pool, ['a'])
    expect(pool.starts).toBe(1)
    await scoreTexts(pool, ['a', 'b'])
    expect(pool.starts).toBe(2)
  })

  it('starts all of them when it is asked to load', async () => {
    await using pool = new ScriptedPool({ size: 3 })
    await Promise.all([pool.load(), pool.load()])
    await pool.load()
    expect(pool.starts).toBe(3)
  })

  it('has small requests take turns with large ones', async () => {
    await using pool = new ScriptedPool({ size: 1 })
    await pool.load()
    const order: string[] = []
    const large = scoreTexts(pool, texts(300)).then(() => order.push('large'))
    const small = scoreTexts(pool, texts(5)).then(() => order.push('small'))
    await Promise.all([large, small])
    expect(order).toEqual(['small', 'large'])
  })

  it('gives requests their shares by priority', async () => {
    await using pool = new ScriptedPool({ size: 1 })
    await pool.load()
    const order: string[] = []
    const slow = scoreTexts(pool, texts(50), { priority: 900 }).then(() => order.push('slow'))
    const large = scoreTexts(pool, texts(200)).then(() => order.push('large'))
    const small = scoreTexts(pool, texts(20), { priority: 50 }).then(() => order.push('small'))
    await Promise.all([large, slow, small])
    expect(order).toEqual(['small', 'large', 'slow'])
  })

  it('passes on what a unit failed of, and goes on with other requests', async () => {
    await using pool = new ScriptedPool({ size: 1 })
    const [failure, scores] = await Promise.all([
      failureOf(scoreTexts(pool, ['a', 'fail'])),
      scoreTexts(pool, ['b', 'cc']),
    ])
    expect(failure).toMatchObject({ code: 'invalid_model', message: 'This failed.', cause: new Error('details of it') })
    expect(scores).toEqual([1, 2])
  })
})

describe('an abort', () => {
  it('before the start starts nothing', async () => {
    await using pool = new ScriptedPool({ size: 1 })
    const reason = new SecondpassError({ code: 'cancelled', message: 'no' })
    expect(await failureOf(scoreTexts(pool, ['a'], { signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(pool.starts).toBe(0)
  })

  it('leaves undone all but the unit under way, and takes no more results', async () => {
    await using pool = new ScriptedPool({ size: 1 })
    const controller = new AbortController()
    const reason = new SecondpassError({ code: 'cancelled', message: 'no' })
    const scores: number[] = []
    const work = scoreTexts(pool, ['a', 'b', 'wait', ...texts(100)], { signal: controller.signal, scores })
    await until(() => pool.begun === 3)
    controller.abort(reason)
    expect(await failureOf(work)).toBe(reason)
    pool.openGate()
    expect(await scoreTexts(pool, ['next', 'one'])).toEqual([4, 3])
    expect(pool.begun).toBe(5)
    expect(scores).toEqual([1, 1])
  })

  it('does not touch other requests', async () => {
    await using pool = new ScriptedPool({ size: 2 })
    const controller = new AbortController()
    const cancelled = scoreTexts(pool, ['wait', ...texts(50)], { signal: controller.signal })
    const other = scoreTexts(pool, texts(50))
    await until(() => pool.begun > 4)
    controller.abort(new SecondpassError({ code: 'timeout', message: 'late' }))
    await expect(cancelled).rejects.toMatchObject({ code: 'timeout' })
    pool.openGate()
    expect(await other).toHaveLength(50)
  })
})

describe.each(['exit', 'throw'])('a worker that dies by %s', (end) => {
  it('takes down the request whose text it dies of again, and no other', async () => {
    await using pool = new ScriptedPool({ size: 2 })
    const others = [scoreTexts(pool, texts(30)), scoreTexts(pool, texts(30))]
    const failure = await failureOf(scoreTexts(pool, ['a', end, ...texts(10)]))
    expect(failure).toMatchObject({ code: 'unavailable' })
    expect(failure.message).toMatch(/died 2 times on the same text/)
    for (const scores of await Promise.all(others)) expect(scores).toEqual(texts(30).map(({ length }) => length))
    expect(await scoreTexts(pool, ['after'])).toEqual([5])
  })
})

describe('a worker that dies once', () => {
  it.each([1, 2, 3])('is replaced, and its text is scored again: %d workers', async (size) => {
    await using pool = new ScriptedPool({ size })
    const scores = await scoreTexts(pool, [...texts(10), 'exit once', ...texts(10)])
    expect(scores).toHaveLength(21)
    expect(scores[10]).toBe('exit once'.length)
    expect(Object.keys(scores)).toHaveLength(21)
  })

  it('does not blame the text behind it', async () => {
    await using pool = new ScriptedPool({ size: 1 })
    // Every text stands behind one that its worker dies of, many times.
    const deadly = Promise.all(texts(6).map(() => failureOf(scoreTexts(pool, ['exit', 'exit']))))
    expect(await scoreTexts(pool, texts(12))).toEqual(texts(12).map(({ length }) => length))
    await deadly
  })

  it('while nobody wants anything is not replaced before somebody does', async () => {
    await using pool = new ScriptedPool({ size: 1 })
    await failureOf(scoreTexts(pool, ['exit']))
    const starts = pool.starts
    expect(await scoreTexts(pool, ['a'])).toEqual([1])
    expect(pool.starts).toBeLessThanOrEqual(starts + 1)
  })

  it('is not waited for by a request that was cancelled meanwhile', async () => {
    await using pool = new ScriptedPool({ size: 1 })
    const controller = new AbortController()
    const work = failureOf(scoreTexts(pool, ['exit once', 'a', 'b'], { signal: controller.signal }))
    controller.abort(new SecondpassError({ code: 'cancelled', message: 'no' }))
    expect(await work).toMatchObject({ code: 'cancelled' })
    expect(await scoreTexts(pool, ['exit once'])).toEqual([9])
  })
})

describe('workers that cannot load the model', () => {
  it('fail the request with their reason', async () => {
    await using pool = new ScriptedPool({ size: 2, startings: ['fail'] })
    const failure = await failureOf(scoreTexts(pool, ['a', 'b', 'c']))
    expect(failure).toMatchObject({ code: 'invalid_model', message: 'Cannot load.', cause: new Error('bad file') })
    expect(await failureOf(pool.load())).toMatchObject({ code: 'invalid_model' })
  })

  it.each(['exit', 'throw'] as const)('fail the request when they end instead, by %s', async (starting) => {
    await using pool = new ScriptedPool({ size: 2, startings: [starting] })
    const failure = await failureOf(scoreTexts(pool, ['a', 'b', 'c']))
    expect(failure).toMatchObject({ code: 'unavailable' })
    expect(failure.message).toMatch(/before its model was loaded/)
    if (starting === 'throw') expect(failure.cause).toMatchObject({ message: 'no such library' })
  })

  it('are tried again by a later request', async () => {
    await using pool = new ScriptedPool({ size: 1, startings: ['fail', 'exit', 'ready'] })
    expect(await failureOf(scoreTexts(pool, ['a']))).toMatchObject({ code: 'invalid_model' })
    expect(await failureOf(scoreTexts(pool, ['a']))).toMatchObject({ code: 'unavailable' })
    expect(await scoreTexts(pool, ['a'])).toEqual([1])
  })

  it('are tried again by a request right after a load that failed', async () => {
    await using pool = new ScriptedPool({ size: 1, startings: ['fail', 'ready'] })
    expect(await failureOf(pool.load())).toMatchObject({ code: 'invalid_model' })
    expect(await scoreTexts(pool, ['a'])).toEqual([1])
  })

  it('do no harm beside one that can', async () => {
    await using pool = new ScriptedPool({ size: 3, startings: ['fail', 'ready', 'exit', 'ready'] })
    expect(await scoreTexts(pool, texts(20))).toHaveLength(20)
  })
})

describe('a closed pool', () => {
  it('refuses everything', async () => {
    const pool = new ScriptedPool({ size: 1 })
    await pool.close()
    expect(await failureOf(scoreTexts(pool, ['a']))).toMatchObject({ code: 'closed' })
    expect(await failureOf(pool.load())).toMatchObject({ code: 'closed' })
    expect(pool.starts).toBe(0)
    await pool.close()
  })

  it('fails what is under way', async () => {
    const pool = new ScriptedPool({ size: 1 })
    const work = failureOf(scoreTexts(pool, ['wait', ...texts(50)]))
    await until(() => pool.begun === 1)
    const closing = pool.close()
    expect(await work).toMatchObject({ code: 'closed' })
    pool.openGate()
    await closing
    expect(pool.begun).toBe(1)
  })

  it('can be closed twice at once, and while it loads', async () => {
    const pool = new ScriptedPool({ size: 2 })
    const load = failureOf(pool.load())
    await Promise.all([pool.close(), pool.close()])
    expect(await load).toMatchObject({ code: 'closed' })
  })

  it('can be closed when its workers are gone', async () => {
    const pool = new ScriptedPool({ size: 1, startings: ['exit'] })
    await failureOf(scoreTexts(pool, ['a']))
    await pool.close()
  })

  it('starts no replacement', async () => {
    const pool = new ScriptedPool({ size: 1 })
    const work = failureOf(scoreTexts(pool, ['exit once', 'a']))
    await until(() => pool.begun === 1)
    await pool.close()
    const starts = pool.starts
    expect(await work).toMatchObject({ code: 'closed' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(pool.starts).toBe(starts)
  })
})
