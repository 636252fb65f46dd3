import { Gauge, type Registry } from 'prom-client'
import type { ModelRegistry } from '../../models/model-registry.ts'
import type { ServedModel } from '../../models/served-model.ts'

/** Gauges that are read from the models whenever the metrics are. */
const gauges: readonly { readonly name: string; readonly help: string; read(model: ServedModel): number }[] = [
  {
    name: 'rerank_inflight_requests',
    help: 'Requests that were let in and are not done.',
    read: ({ admission }) => admission.requests,
  },
  {
    name: 'rerank_queue_requests',
    help: 'Requests that were let in beyond as many as there are workers, or calls to a service at once.',
    read: ({ admission, parallelism }) => Math.max(0, admission.requests - parallelism),
  },
  {
    name: 'rerank_queue_tokens',
    help: 'Tokens, estimated, of requests that were let in, as far as they are not read.',
    read: ({ admission }) => admission.tokens,
  },
  {
    name: 'rerank_queue_wait_seconds',
    help: 'Seconds, estimated, until all requests that were let in are answered.',
    read: ({ admission }) => admission.wait / 1000,
  },
  {
    name: 'rerank_read_tokens_per_second',
    help: 'Tokens that the model reads a second, as measured and learned; admission plans with it.',
    read: ({ admission }) => admission.speed * 1000,
  },
  {
    name: 'rerank_model_loaded',
    help: 'Whether the model is loaded: 1, else 0.',
    read: ({ state }) => (state === 'ready' ? 1 : 0),
  },
]

/** Adds what can be told of each model. */
export function addModelGauges({ registry, models }: { registry: Registry; models: ModelRegistry }): void {
  for (const { name, help, read } of gauges) {
    new Gauge({
      name,
      help,
      labelNames: ['model'],
      registers: [registry],
      collect() {
        for (const model of models.all) this.set({ model: model.name }, read(model))
      },
    })
  }
  new Gauge({
    name: 'rerank_model_info',
    help: 'Always 1; what is served under a name, where it runs, and once it is loaded its revision and number format.',
    labelNames: ['model', 'reranker', 'place', 'revision', 'dtype'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { name, facts, local } of models.all) {
        const { id, revision = '', dtype = '' } = facts
        this.set({ model: name, reranker: id, place: local ? 'local' : 'service', revision, dtype }, 1)
      }
    },
  })
}
