import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { followSignals } from './follow-signals.ts'

it('fires with the first that fires, for its reason', () => {
  const [one, two] = [new AbortController(), new AbortController()]
  const { signal } = followSignals([one.signal, two.signal])
  expect(signal.aborted).toBe(false)
  two.abort('second')
  one.abort('first')
  expect(signal.reason).toBe('second')
})

it('has fired where one has already', () => {
  const { signal } = followSignals([new AbortController().signal, AbortSignal.abort('before')])
  expect(signal.reason).toBe('before')
})

it('leaves nothing on the others when it is released, and fires no more', () => {
  const source = new AbortController()
  const { signal, release } = followSignals([source.signal])
  expect(getEventListeners(source.signal, 'abort')).toHaveLength(1)
  release()
  expect(getEventListeners(source.signal, 'abort')).toHaveLength(0)
  source.abort()
  expect(signal.aborted).toBe(false)
})
