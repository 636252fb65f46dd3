import { basename } from 'node:path'
import { SecondpassError } from '../../reranker/index.ts'
import { printable } from '../printable.ts'

/** A graph that is not loaded; `problem` completes "The model's graph NAME …". */
export function invalidGraph(file: string, problem: string, cause?: unknown): SecondpassError {
  const message = `The model's graph ${printable(basename(file))} ${problem}.`
  return new SecondpassError({ code: 'invalid_model', message, cause })
}
