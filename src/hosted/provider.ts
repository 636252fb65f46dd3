import type { RelevantSpan, ScoreScale, WorkOption, WorkOptions } from '../reranker/index.ts'
import type { ModelFacts } from './model-facts.ts'

/** One call as a service wants it. */
export interface WireRequest {
  /** Default POST. A GET has no body. */
  readonly method?: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /**
   * Only keys that the service documents: some refuse a call with any other. Sent as `JSON.stringify(body)` and nothing
   * else, because a provider that signs its calls signs that text.
   */
  readonly body: unknown
}

/** One text's score in an answer. */
export interface WireScore {
  /** The text's place in the call. */
  readonly index: number
  readonly score: number
  readonly spans?: readonly RelevantSpan[]
}

/** What a service counted, as far as it says. */
export interface WireUsage {
  readonly tokens?: number
  readonly searchUnits?: number
  /** US dollars. */
  readonly cost?: number
}

/** A service's answer to one call, in our terms. */
export interface WireAnswer {
  readonly scores: readonly WireScore[]
  readonly usage: WireUsage
  readonly warnings?: readonly string[]
}

/** A refused call: the status, and the body as JSON where it is that, else as text. */
export interface WireFailure {
  readonly status: number
  readonly body: unknown
}

/**
 * A way out for a refused call: `maxDocuments`, the most that the server takes, kept for all calls to come; `'split'`, this
 * call in halves; `request`, the same call in another form.
 */
export type Recovery = 'split' | { readonly maxDocuments: number } | { readonly request: WireRequest }

/** What a call is made of. */
export interface CallContext<Settings> {
  readonly model: string
  readonly query: string
  readonly texts: readonly string[]
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly apiKey: string | undefined
  /** The service's own settings, validated. */
  readonly settings: Settings
  /** What the request says, as far as the service applies it: see `Provider.applies`. */
  readonly options: WorkOptions
}

/** Everything that is particular to one service. `HostedScorer` does the rest. */
// biome-ignore lint/suspicious/noExplicitAny: a list of providers with settings of their own each.
export interface Provider<Settings = any> {
  /** What stands before the colon in a model's name: `cohere`. */
  readonly name: string
  /** The service's name for people. */
  readonly title: string
  /** Environment variables that may hold the key, the first that is set counts. Empty: no key is needed. */
  readonly keyVariables: readonly string[]
  /** Variables of which one tells that credentials are there, for services that take more than a key. */
  readonly credentialVariables?: readonly string[]
  /**
   * Whether a call without a key makes sense: servers of one's own. `'elsewhere'`: only where the address is not the
   * service's own, because what it offers can be run at home as well.
   */
  readonly keyOptional?: boolean | 'elsewhere'
  /** Whether a name without a model makes sense, `tei:`: servers that have one model only. */
  readonly modelOptional?: boolean
  /** Absent: the address must be given. `{region}` in it is the provider's own to fill in. */
  readonly baseUrl?: string
  /** Environment variables that may hold the address. */
  readonly baseUrlVariables?: readonly string[]
  /** The scale of the service's scores: `provider`, or `logit` where it gives the model's raw output. */
  readonly scale: ScoreScale
  /** The scale, where settings change it. */
  scaleOf?(settings: Settings): ScoreScale
  /** Whether scores are rounded so much that texts which differ often have the same. */
  readonly coarse?: boolean
  /** Known models; others are passed on as they are named, with `anyModel`'s limits. */
  readonly models: readonly ModelFacts[]
  readonly anyModel: Omit<ModelFacts, 'id'>
  /** Reads the service's own settings; throws a ZodError for bad ones. */
  readonly settings: { parse(settings: unknown): Settings }
  /** The options of a request that calls to this model pass on. Absent: none; the response says that they were not applied. */
  applies?(target: { model: string; settings: Settings }): readonly WorkOption[]
  toRequest(context: CallContext<Settings>): WireRequest | Promise<WireRequest>
  /**
   * A question for the server's own limits, asked once, when a request has more texts than `anyModel` takes in a call.
   * Without a good answer those hold.
   */
  readonly discovery?: {
    toRequest(context: Omit<CallContext<Settings>, 'query' | 'texts' | 'options'>): WireRequest
    /** Undefined, or an error, for an answer that does not say. */
    readMaxDocuments(body: unknown): number | undefined
  }
  /** What the user can do about a refused call, better than the status says it; whole sentences, with no text of the body. */
  explain?(failure: WireFailure): string | undefined
  /** Whether the same call will always be refused, although its status is one of those that pass: it is not tried again. */
  isFinal?(failure: WireFailure): boolean
  /** How to go on after a refused call that should not be tried again as it is. Absent, or undefined: not at all. */
  recover?(failure: WireFailure & { request: WireRequest; context: CallContext<Settings> }): Recovery | undefined
  /** Reads an answer; throws, a ZodError as a rule, when it is not what the service documents. */
  toAnswer(answer: { body: unknown; headers: Headers; context: CallContext<Settings> }): WireAnswer
}
