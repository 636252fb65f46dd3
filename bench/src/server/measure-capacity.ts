import type { Corpus } from './corpus.ts'
import { sendRequest } from './send-request.ts'

/** Requests a second that a server can answer: eight clients, each of which sends its next request with the answer to the last. */
export async function measureCapacity({
  url,
  corpus,
  seconds,
}: {
  url: string
  corpus: Corpus
  seconds: number
}): Promise<number> {
  const until = performance.now() + seconds * 1000
  const startedAt = performance.now()
  let answered = 0
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const { kind, status } = await sendRequest({ url, request: corpus.mixed(), deadline: 60_000 })
      if (kind !== 'answered') throw new Error(`A request was ${kind} (${status}) while the capacity was measured.`)
      answered++
    }
  }
  await Promise.all(Array.from({ length: 8 }, client))
  return (answered * 1000) / (performance.now() - startedAt)
}
