import type { Budget } from '../../compose/index.ts'
import type { HostedOptions } from '../../hosted/index.ts'
import type { Reranker } from '../../reranker/index.ts'
import type { RerankerOptions } from '../../reranker-options.ts'

/** What a server is started with. Everything has a default: `{}` serves the embedded model on 127.0.0.1. */
export interface ServeConfig {
  /** Address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string | undefined
  /** Port to listen on; 0 takes a free one. Default 8787. */
  readonly port?: number | undefined
  /**
   * Models by the names that clients use: what {@link createReranker} takes, or more about it. The first is used where a
   * client names none. Default: `{ 'secondpass-en': 'secondpass-en' }`.
   */
  readonly models?: Readonly<Record<string, string | ModelConfig>> | undefined
  /** Worker threads of models on this machine that name none. Default: a thread a core for each of them, see docs/serving.md. */
  readonly workers?: number | undefined
  /** Candidates that are scored of a request that names no depth, for models that name none. Default: all. */
  readonly depth?: number | undefined
  /**
   * Other names of the models, such as `{ 'rerank-v3.5': 'secondpass-en' }`, for clients that fix theirs; `'*'` stands for
   * every name that is not known.
   */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /**
   * Keys of which clients must send one, for all but probes, the playground's page and the API's description; those of the
   * environment's `SECONDPASS_API_KEYS`, separated by commas, count too. Default: none, and everyone who reaches the address
   * is let in.
   */
  readonly apiKeys?: readonly string[] | undefined
  /** A file with a key on each line, beside `apiKeys`; read once, at the start. */
  readonly apiKeysFile?: string | undefined
  /**
   * Origins whose pages may call the server from a browser, such as `https://search.example.com`; `*` for all. Default: the
   * server's own, for its playground; without keys only under `https://`, an address or `localhost`.
   */
  readonly corsOrigins?: readonly string[] | undefined
  /** Refuse what Cohere refuses: fields that are not known and wrong types with 422, empty documents with 400. Default false. */
  readonly strict?: boolean | undefined
  /** Milliseconds for a request that names none (`X-Request-Timeout-Ms`). Default 30,000. */
  readonly deadline?: number | undefined
  /** The most milliseconds that a client may ask for. Default 120,000. */
  readonly maxDeadline?: number | undefined
  readonly limits?: LimitsConfig | undefined
  /** Where known scores are kept. Models then remember theirs, as far as they do not say otherwise. */
  readonly cache?: CacheConfig | undefined
  /** Where costs of services are noted, for budgets and `secondpass cost`: a file, or `redis://…`. Default: this process' memory. */
  readonly ledger?: string | undefined
  readonly metrics?: MetricsConfig | undefined
  readonly tracing?: TracingConfig | undefined
  /** Serve the playground at `/`. Default true. */
  readonly playground?: boolean | undefined
  readonly drain?: DrainConfig | undefined
  /** The least severe level that is logged. Default `info`. */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'silent' | undefined
}

/** A model that is served. */
export interface ModelConfig extends Omit<RerankerOptions, 'onProgress'>, Omit<HostedOptions, 'deadline'> {
  /** What {@link createReranker} takes, or a reranker of your own making, which stays yours to close. */
  readonly model: string | Reranker
  /**
   * Models that answer when this one fails, in this order: other models of this server by their names, which are then
   * loaded once, or what {@link createReranker} takes.
   */
  readonly fallback?: readonly string[] | undefined
  /** Remember scores. Default: whether the server's `cache` is set. */
  readonly cache?: boolean | undefined
  /** What may be spent on it, where it is a service; beyond that, it fails as `over_budget`, which `fallback` answers. */
  readonly budget?: Budget | undefined
  /** Candidates that are scored of a request that names no depth. Default: the server's `depth`. */
  readonly depth?: number | undefined
  /** Work that may be accepted and not done at once. */
  readonly queue?: QueueConfig | undefined
  /** What to do instead of refusing when there is too much to do. Default: refuse. */
  readonly degrade?: DegradeConfig | undefined
}

/** How much work of a model may be accepted and not done. */
export interface QueueConfig {
  /** Requests. Default 256. */
  readonly requests?: number | undefined
  /** Tokens of all of them, estimated. Default 4,000,000. */
  readonly tokens?: number | undefined
}

/** Steps taken in this order, each where it is named, before a request is refused for lack of time. Answers say so. */
export interface DegradeConfig {
  /** Score fewer candidates, and no fewer than this. */
  readonly minDepth?: number | undefined
  /** Ask another served model, by its name. */
  readonly model?: string | undefined
  /** Answer at once, in the order of the request, without scores. */
  readonly firstStage?: boolean | undefined
}

/** What a request may be at most; more is refused before any work. */
export interface LimitsConfig {
  /** Bytes of a body. Default 16,777,216 (16 MiB). */
  readonly bodyBytes?: number | undefined
  /** Bytes of all bodies that come in or whose answers are not taken yet; at least `bodyBytes`. Default: 16 times `bodyBytes`, 256 MiB. */
  readonly totalBodyBytes?: number | undefined
  /** Documents of a request. Default 10,000, as Cohere's. */
  readonly documents?: number | undefined
  /** Characters of a document; what is longer is cut, with a warning, or refused where the client forbids to cut. Default 131,072. */
  readonly documentCharacters?: number | undefined
  /** Characters of a query. Default 32,768. */
  readonly queryCharacters?: number | undefined
  /** Arrays and objects inside each other. Default 16. */
  readonly jsonDepth?: number | undefined
  /** Connections at once; those beyond are closed. Default 1,024. */
  readonly connections?: number | undefined
}

/** Where known scores are kept. */
export interface CacheConfig {
  /** A Redis that servers share, such as `redis://127.0.0.1:6379`. Default: this process' memory. */
  readonly redis?: string | undefined
  /** Scores kept in memory. Default 100,000. */
  readonly entries?: number | undefined
  /** Milliseconds that scores are kept. Default: the store's. */
  readonly ttl?: number | undefined
}

/** Where Prometheus finds the numbers. */
export interface MetricsConfig {
  /** Default true. */
  readonly enabled?: boolean | undefined
  /** A port of their own, not reached by clients. Default: the server's, at `/metrics`. */
  readonly port?: number | undefined
}

/** What OpenTelemetry spans hold, where the process registers an SDK. */
export interface TracingConfig {
  /** Query and documents' texts too. Default false: numbers only. */
  readonly content?: boolean | undefined
}

/** How the server ends. */
export interface DrainConfig {
  /** Milliseconds between telling the load balancer (`/readyz` answers 503) and refusing connections. Default 0. */
  readonly delay?: number | undefined
  /** Milliseconds that requests under way have to finish. Default 30,000. */
  readonly timeout?: number | undefined
}
