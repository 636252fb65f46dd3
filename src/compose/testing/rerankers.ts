import {
  type ErrorCode,
  type Reranker,
  rerankWith,
  type Scorer,
  type ScoringTask,
  SecondpassError,
} from '../../reranker/index.ts'

/** A reranker of a test, with a record of the tasks that it was given. */
export interface TestReranker extends Reranker {
  readonly tasks: ScoringTask[]
}

/** Makes a reranker of a function that does a scorer's work. */
export function makeReranker(
  id: string,
  score: (task: ScoringTask) => Promise<void>,
  rest: Partial<Scorer & Pick<Reranker, 'listwise' | 'estimate' | 'fingerprint'>> = {},
): TestReranker {
  const { listwise, estimate, fingerprint = () => `${id} 1`, ...scorer } = rest
  const tasks: ScoringTask[] = []
  const whole: Scorer = {
    model: { id, revision: '1' },
    rawScale: 'logit',
    scale: 'sigmoid',
    ...scorer,
    score: async (task) => {
      tasks.push(task)
      await score(task)
    },
  }
  return {
    id,
    tasks,
    fingerprint,
    ...(listwise && { listwise }),
    ...(estimate && { estimate }),
    rerank: (request) => rerankWith(whole, request),
  }
}

/** Scores each text by a function, one pair and three tokens each. */
export function scoring(
  id: string,
  rawOf: (text: string) => number,
  rest: Parameters<typeof makeReranker>[2] = {},
): TestReranker {
  return makeReranker(
    id,
    async ({ texts, onScore, onUsage }) => {
      for (const [position, text] of texts.entries()) {
        onScore(position, { raw: rawOf(text), truncated: text.length > 20 })
        onUsage({ pairs: 1, tokens: 3 })
      }
    },
    rest,
  )
}

/** The number that a text ends with. */
export function numberIn(text: string): number {
  return Number(/-?\d+(\.\d+)?/.exec(text)?.[0] ?? 0)
}

/** A reranker that fails. */
export function failing(id: string, code: ErrorCode, message = `${id} is not well.`): TestReranker {
  return makeReranker(id, async () => {
    throw new SecondpassError({ code, message })
  })
}

/** A reranker that answers after so many milliseconds, and stops when it is told to. */
export function slow(id: string, milliseconds: number): TestReranker {
  return makeReranker(id, async ({ texts, signal, onScore }) => {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(signal.reason)
      })
    })
    for (const [position, text] of texts.entries()) onScore(position, { raw: numberIn(text), truncated: false })
  })
}
