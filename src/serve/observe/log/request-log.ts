import type { Logger } from 'pino'
import { SecondpassError } from '../../../reranker/index.ts'
import type { ConnectionProblem } from '../../http/answer-bad-connection.ts'
import type { HttpRecord } from '../http-record.ts'
import type { Observer } from '../observer.ts'
import type { RequestRecord } from '../request-record.ts'
import { describeError } from './describe-error.ts'
import { levelOf } from './level-of.ts'
import { roundTimes } from './round-times.ts'

/**
 * One line for every rerank request, and for what was refused before it became one. Fields are the record's: none is a
 * client's word. The words of a failure are logged only where it is the server's (5xx), or where the client was told others:
 * those of a client's mistake may name fields of its body, and the client has them.
 */
export class RequestLog implements Observer {
  readonly #log: Logger

  constructor({ log }: { log: Logger }) {
    this.#log = log
  }

  requestEnded(record: RequestRecord): void {
    const level = levelOf(record)
    if (!this.#log.isLevelEnabled(level)) return
    const { error: _, stages, duration, ...fields } = record
    this.#log[level](
      { ...fields, stages: roundTimes(stages), ...roundTimes({ duration }), ...tellFailure(record) },
      'rerank',
    )
  }

  httpEnded(record: HttpRecord): void {
    // A probe that says no has not failed.
    const answered = record.status < 400 || (record.status === 503 && record.error === undefined)
    const level = answered ? 'debug' : levelOf(record)
    if (!this.#log.isLevelEnabled(level)) return
    const { error: _, duration, ...fields } = record
    this.#log[level]({ ...fields, ...roundTimes({ duration }), ...tellFailure(record) }, 'http')
  }

  connectionRefused(problem: ConnectionProblem): void {
    this.#log.info({ rejection: problem }, 'connection refused')
  }
}

function tellFailure({ status, rejection, error }: HttpRecord | RequestRecord): Record<string, unknown> {
  if (error === undefined) return {}
  return {
    ...(SecondpassError.isInstance(error) && { code: error.code }),
    ...((status >= 500 || hasOtherWords(error)) && rejection === undefined && { errors: describeError(error) }),
  }
}

/** Whether the client was told other words than those of the failure, and that the log has them. */
function hasOtherWords({ cause, message }: Error): boolean {
  return SecondpassError.isInstance(cause) && cause.message !== message
}
