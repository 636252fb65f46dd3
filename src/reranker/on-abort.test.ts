import { getEventListeners, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { onAbort } from './on-abort.ts'

it('calls when the signal fires, or has fired', () => {
  const stop = vi.fn()
  const controller = new AbortController()
  onAbort(controller.signal, stop)
  expect(stop).toHaveBeenCalledTimes(0)
  controller.abort()
  expect(stop).toHaveBeenCalledTimes(1)
  onAbort(controller.signal, stop)
  expect(stop).toHaveBeenCalledTimes(2)
})

it('leaves nothing behind', () => {
  const controller = new AbortController()
  const stop = vi.fn()
  const leave = onAbort(controller.signal, stop)
  leave()
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
  controller.abort()
  expect(stop).not.toHaveBeenCalled()
})

it('lets many listen without a warning', async () => {
  const warning = once(process, 'warning').then(([{ message }]) => message as string)
  const { signal } = new AbortController()
  for (let number = 0; number < 50; number++) onAbort(signal, () => {})
  expect(await Promise.race([warning, sleep(100, 'none')])).toBe('none')
})
