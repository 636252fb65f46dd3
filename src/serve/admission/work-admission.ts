import { ServeError } from '../serve-error.ts'
import type { Admission, AdmissionRequest, Admitted } from './admission.ts'

/** Admission by the tokens of requests and the speed at which they are read. */
export class WorkAdmission implements Admission {
  readonly #limits: { readonly requests: number; readonly tokens: number }
  requests = 0
  tokens = 0

  constructor({ limits }: { limits: { readonly requests: number; readonly tokens: number } }) {
    this.#limits = limits
  }

  enter({ tokens }: AdmissionRequest): Admitted {
    if (this.requests >= this.#limits.requests || this.tokens + tokens > this.#limits.tokens) {
      const message = 'This server has too much to do. Try again later.'
      throw new ServeError({ code: 'overloaded', status: 429, message, retryAfter: 1, rejection: 'queue_full' })
    }
    this.requests++
    this.tokens += tokens
    let open = true
    return {
      end: () => {
        if (!open) return
        open = false
        this.requests--
        this.tokens -= tokens
      },
    }
  }

  room(): number {
    return Math.max(0, this.#limits.tokens - this.tokens)
  }
}
