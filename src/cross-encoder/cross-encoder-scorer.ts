import type { Scorer } from '../reranker/index.ts'
import type { CrossEncoderSettings } from './cross-encoder-options.ts'
import type { ModelDescription } from './model-description.ts'
import type { ScoringPool } from './scoring-pool.ts'
import { TextWork } from './text-work.ts'

/** Scores texts with a pool of workers: texts → pieces → one unit of work each → the best piece's score. */
export function createCrossEncoderScorer({
  model,
  settings,
  pool,
}: {
  model: ModelDescription
  settings: CrossEncoderSettings
  pool: ScoringPool
}): Scorer {
  return {
    model: { id: model.id, ...(model.revision !== undefined && { revision: model.revision }) },
    rawScale: 'logit',
    scale: model.scale,
    score: async (task) => {
      const work = new TextWork({ task, model, settings })
      await pool.run({
        units: work.firstUnits(),
        priority: task.priority,
        signal: task.signal,
        onResult: (index, result, startedAt) => {
          if (result.kind === 'split') return work.takeSplit(index, result)
          work.takeScore(index, result, startedAt)
          return []
        },
      })
    },
  }
}
