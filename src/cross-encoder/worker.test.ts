import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { readModelFolder } from './read-model-folder.ts'
import type { ScoringUnit } from './scoring-task.ts'
import { spawnWorker } from './spawn-worker.ts'
import { tinyBert } from './testing/fixtures.ts'
import { makeUnit } from './testing/scripted-workers.ts'
import { encodeGraph } from './testing/small-graph.ts'
import { narrowGraph, SmallModels } from './testing/small-models.ts'
import type { WorkerReply, WorkerRequest } from './worker-messages.ts'

const models = new SmallModels()
afterAll(() => models.remove())

/** Sends messages to a new worker, and gives back what it answered until its end. */
async function converse(
  folder: string,
  messages: readonly WorkerRequest[],
): Promise<{ replies: WorkerReply[]; exitCode: number }> {
  const worker: Worker = spawnWorker(readModelFolder(folder))
  const replies: WorkerReply[] = []
  worker.on('message', (reply) => replies.push(reply))
  for (const message of messages) worker.postMessage(message)
  const [exitCode] = await once(worker, 'exit')
  return { replies, exitCode }
}

function unit(ticket: number, text: string, { cancelled = false }: { cancelled?: boolean } = {}): WorkerRequest {
  const flag = new Int32Array(new SharedArrayBuffer(4))
  if (cancelled) flag[0] = 1
  return { kind: 'unit', ticket, unit: makeUnit(text), cancelled: flag }
}

describe('a scoring worker', () => {
  it('performs what it was sent while it loaded, in order, and ends when told', async () => {
    const split: ScoringUnit = {
      kind: 'split',
      query: 'q',
      text: 'the river '.repeat(50),
      maxTokens: 32,
      overlap: 4,
      maxWindows: 3,
    }
    const { replies, exitCode } = await converse(tinyBert, [
      unit(5, 'the river'),
      { kind: 'unit', ticket: 6, unit: split, cancelled: new Int32Array(new SharedArrayBuffer(4)) },
      { kind: 'close' },
      unit(7, 'too late'),
    ])
    expect(replies).toEqual([
      { kind: 'ready' },
      { kind: 'done', ticket: 5, startedAt: expect.any(Number), result: expect.objectContaining({ kind: 'score' }) },
      {
        kind: 'done',
        ticket: 6,
        startedAt: expect.any(Number),
        result: expect.objectContaining({ kind: 'split', complete: false }),
      },
    ])
    expect(exitCode).toBe(0)
  })

  it('leaves undone what was cancelled before its turn', async () => {
    const messages = [unit(1, 'a', { cancelled: true }), unit(2, 'b'), { kind: 'close' } as const]
    const { replies } = await converse(tinyBert, messages)
    expect(replies.map((reply) => [reply.kind, 'ticket' in reply && reply.ticket])).toEqual([
      ['ready', false],
      ['skipped', 1],
      ['done', 2],
    ])
  })

  it('tells why it cannot load, and ends', async () => {
    const folder = models.make('garbage', { 'onnx/model.onnx': 'garbage' })
    const { replies, exitCode } = await converse(folder, [unit(1, 'a')])
    expect(replies).toEqual([
      {
        kind: 'load-failed',
        code: 'invalid_model',
        message: expect.stringContaining('not an ONNX model'),
        detail: '',
      },
    ])
    expect(exitCode).toBe(0)
  })

  it('tells why a pair failed, and goes on', async () => {
    const folder = models.make('narrow', { 'onnx/model.onnx': encodeGraph(narrowGraph(25)) })
    const { replies } = await converse(folder, [unit(1, 'a'), unit(2, 'a '.repeat(21)), { kind: 'close' }])
    expect(replies).toEqual([
      { kind: 'ready' },
      {
        kind: 'failed',
        ticket: 1,
        code: 'unavailable',
        message: 'The model failed on a pair.',
        detail: expect.stringContaining('25'),
      },
      expect.objectContaining({ kind: 'done', ticket: 2 }),
    ])
  })
})
