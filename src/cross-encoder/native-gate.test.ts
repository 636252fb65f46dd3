import { describe, expect, it } from 'vitest'
import { forgetGate, makeGate, passGate } from './native-gate.ts'

function exitListeners(): number {
  return process.listenerCount('exit')
}

describe('the gate to native code', () => {
  it('counts a thread as inside from its start until its first work is done', async () => {
    const gate = makeGate()
    expect(gate[0]).toBe(1)
    let during: number | undefined
    expect(
      await passGate(gate, async () => {
        during = gate[0]
      }),
    ).toBe(true)
    expect([during, gate[0]]).toEqual([1, 0])
    forgetGate(gate)
  })

  it('is left when the work fails', async () => {
    const gate = makeGate()
    const work = passGate(gate, async () => {
      throw new Error('mine')
    })
    await expect(work).rejects.toThrow('mine')
    expect(gate[0]).toBe(0)
    forgetGate(gate)
  })

  it('lets nobody in when it is shut', async () => {
    const gate = makeGate()
    gate[1] = 1
    const passed = await passGate(gate, async () => expect.unreachable())
    expect([passed, gate[0]]).toEqual([false, 0])
    forgetGate(gate)
  })

  it('is watched by one listener as long as there is one, however many there are', () => {
    const before = exitListeners()
    const gates = Array.from({ length: 20 }, makeGate)
    expect(exitListeners()).toBe(before + 1)
    for (const gate of gates.slice(1)) forgetGate(gate)
    expect(exitListeners()).toBe(before + 1)
    forgetGate(gates[0] as Int32Array)
    expect(exitListeners()).toBe(before)
  })
})
