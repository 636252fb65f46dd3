import type { Scorer, ScoringTask } from '../scorer.ts'

/** A scorer of a test, with a record of what it was asked. */
export interface RecordingScorer extends Scorer {
  readonly tasks: ScoringTask[]
}

/** Makes a scorer of a function; what it does not say is as a local cross-encoder has it. */
export function makeScorer(score: (task: ScoringTask) => Promise<void>, rest: Partial<Scorer> = {}): RecordingScorer {
  const tasks: ScoringTask[] = []
  return {
    model: { id: 'test-model', revision: '1' },
    rawScale: 'logit',
    scale: 'sigmoid',
    ...rest,
    tasks,
    score: async (task) => {
      tasks.push(task)
      await score(task)
    },
  }
}

/** Scores every text at once. */
export function scoreAll(task: ScoringTask, rawOf: (text: string) => number): void {
  for (const [position, text] of task.texts.entries()) {
    task.onScore(position, { raw: rawOf(text), truncated: false })
    task.onUsage({ pairs: 1, tokens: text.length })
  }
}

/** The number that a text holds: `'apples 3.5'` scores 3.5, and a text without a number 0. */
export function numberIn(text: string): number {
  return Number(/-?\d+(\.\d+)?/.exec(text)?.[0] ?? 0)
}

/** A scorer that gives each text the number that it holds. */
export function numberScorer(rest: Partial<Scorer> = {}): RecordingScorer {
  return makeScorer(async (task) => scoreAll(task, numberIn), rest)
}

/** Resolves when the event loop has been round, so that everything that could go on has. */
export async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

/** Resolves when `signal` fires. */
export async function aborted(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
