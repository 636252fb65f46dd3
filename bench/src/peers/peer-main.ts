import { createInterface } from 'node:readline'
import { openSecondpassModel } from './open-secondpass-model.ts'
import { openTransformersModel } from './open-transformers-model.ts'
import type { Peer, PeerTasks } from './peer-tasks.ts'
import type { PeerName } from './peers.ts'

// A program in Node with a model, asked by JSON lines as the one in Python is.
const [name, folder = '', threadCount] = process.argv.slice(2)
const threads = Number(threadCount)
const peer = await open(name as PeerName)

type Task = 'time' | 'score' | 'read'
type Request<T extends Task> = PeerTasks[T]['request']
const perform: { [T in Task]: (request: Request<T>) => Promise<PeerTasks[T]['answer']> } = {
  time: async (request) => {
    const processorAtStart = process.cpuUsage()
    const startedAt = performance.now()
    const scores = await peer.rerank(request)
    const elapsed = performance.now() - startedAt
    const { user, system } = process.cpuUsage(processorAtStart)
    return { elapsed, processor: (user + system) / 1000, scores }
  },
  score: async ({ pairs }) => {
    const scores: (number | null)[] = []
    for (const pair of pairs) scores.push(await peer.score(pair))
    return { scores }
  },
  read: async ({ pairs }) => ({ pairs: pairs.map((pair) => peer.read(pair)) }),
}

async function open(wanted: PeerName): Promise<Peer> {
  if (wanted === 'secondpass') return await openSecondpassModel({ folder, threads })
  return await openTransformersModel({ folder, threads, batched: wanted === 'transformers' })
}

const answer = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`)
answer('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const { task, ...request } = JSON.parse(line) as { task: Task }
  answer(await perform[task](request as Request<'time'> & Request<'score'>))
}
// Threads must not outlive a run that was broken off.
process.exit()
