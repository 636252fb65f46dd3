/*
 * ONNX Runtime's binding aborts the process when its thread is ended while a call is under way: Node.js ends all threads
 * when a program ends, by itself, by process.exit or by an error. So threads tell in shared memory when they are inside,
 * and a program that ends waits until they are out, and keeps them out.
 */

const inside = 0
const shut = 1

/** The most milliseconds that a program's end waits for a thread. */
const patience = 10_000

/** A thread's gate to native code: two numbers in shared memory, whether it is inside, and whether the gate is shut. */
export type NativeGate = Int32Array

const gates = new Set<NativeGate>()

/**
 * Makes a gate for a new thread; to be forgotten when the thread has ended. The thread counts as inside from the start,
 * because it loads the binding before it gets to speak.
 */
export function makeGate(): NativeGate {
  const gate = new Int32Array(new SharedArrayBuffer(8))
  gate[inside] = 1
  if (gates.size === 0) process.on('exit', shutAll)
  gates.add(gate)
  return gate
}

export function forgetGate(gate: NativeGate): void {
  gates.delete(gate)
  if (gates.size === 0) process.off('exit', shutAll)
}

function shutAll(): void {
  for (const gate of gates) Atomics.store(gate, shut, 1)
  for (const gate of gates) Atomics.wait(gate, inside, 1, patience)
}

/** Performs `work` inside the gate; false when the gate is shut, and nothing was done. For the thread itself. */
export async function passGate(gate: NativeGate, work: () => Promise<void>): Promise<boolean> {
  Atomics.store(gate, inside, 1)
  try {
    if (Atomics.load(gate, shut) !== 0) return false
    await work()
    return true
  } finally {
    Atomics.store(gate, inside, 0)
    Atomics.notify(gate, inside)
  }
}
