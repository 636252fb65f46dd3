import type { ModelRun } from '../core/rerank-answer.ts'
import type { PlaygroundRequest } from '../core/rerank-request.ts'
import { RequestFailure } from './api/request-failure.ts'
import type { ServerApi } from './api/server-api.ts'
import { byId } from './dom/by-id.ts'
import { clearFailures, showFailure } from './failure-view.ts'
import type { KeyField } from './form/key-field.ts'
import type { RequestForm } from './form/request-form.ts'
import { type ResultView, summarize } from './result/result-view.ts'

/** Sends what the form says and shows what comes of it; one run at a time. */
export class Runner {
  readonly #parts: { api: ServerApi; form: RequestForm; key: KeyField; result: ResultView }
  #running: AbortController | undefined

  constructor(parts: { api: ServerApi; form: RequestForm; key: KeyField; result: ResultView }) {
    this.#parts = parts
    byId('stop', HTMLButtonElement).addEventListener('click', () => this.stop())
  }

  /** Gives up what is under way, if anything is. */
  stop(): void {
    this.#running?.abort()
  }

  async run(): Promise<void> {
    if (this.#running !== undefined) return
    clearFailures()
    const { form, result } = this.#parts
    const requests = form.read()
    if (requests === undefined || requests.length === 0) return
    this.#running = new AbortController()
    this.#showRunning(true)
    try {
      const runs = await this.#ask(requests, this.#running.signal)
      const [first] = requests
      if (first !== undefined && runs.length > 0) {
        const isLocal = (model: string) => form.models.isLocal(model)
        result.show({ asked: first, runs, topK: first.topK, isLocal })
        say(`${summarize(runs)}${this.#running.signal.aborted ? ' Stopped.' : ''}`)
        bringIntoView()
      } else {
        result.clear()
        say('There is no result.')
      }
    } catch (error) {
      if (!this.#running.signal.aborted) throw error
      say('Stopped.')
    } finally {
      this.#running = undefined
      this.#showRunning(false)
    }
  }

  /** Asks one model after the other, so that neither waits for the other and times can be compared. */
  async #ask(requests: readonly PlaygroundRequest[], signal: AbortSignal): Promise<ModelRun[]> {
    const runs: ModelRun[] = []
    for (const request of requests) {
      say(`${request.model} is at work …`)
      try {
        runs.push(await this.#parts.api.rerank(request, signal))
      } catch (error) {
        // What the first model answered stays, also when the second is not waited for.
        if (signal.aborted && runs.length > 0) break
        if (!(error instanceof RequestFailure)) throw error
        this.#explain({ failure: error, model: requests.length > 1 ? request.model : undefined })
        if (error.status === 401 || error.status === 0) break
      }
    }
    return runs
  }

  #explain({ failure, model }: { failure: RequestFailure; model: string | undefined }): void {
    const explanation = showFailure({ failure, model })
    if (explanation.field === 'key') this.#parts.key.ask(explanation.advice)
    else this.#parts.form.explain(explanation)
  }

  #showRunning(running: boolean): void {
    // The focus would be lost with the button that has it.
    if (!running && document.activeElement === byId('stop', HTMLButtonElement)) byId('run', HTMLButtonElement).focus()
    byId('stop', HTMLButtonElement).hidden = !running
    byId('shortcut', HTMLElement).hidden = running
    byId('run', HTMLButtonElement).setAttribute('aria-disabled', String(running))
    byId('result', HTMLElement).setAttribute('aria-busy', String(running))
  }
}

function say(words: string): void {
  byId('status', HTMLElement).textContent = words
}

/** On a narrow screen the result stands below the form, out of sight. */
function bringIntoView(): void {
  const result = byId('result', HTMLElement)
  if (result.getBoundingClientRect().top < innerHeight / 2) return
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  result.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' })
}
