import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HostedOptions } from '../hosted-options.ts'
import { providers } from '../providers.ts'

/** A call and its answer, as a service documents them, and what is to be made of it. */
export interface RecordedCall {
  readonly name: string
  /** Where the service says so. */
  readonly source: string
  readonly model: string
  readonly options: HostedOptions
  readonly env?: Readonly<Record<string, string>>
  /** What the clock says, where that is sent. */
  readonly date?: string
  readonly query: string
  readonly documents: readonly string[]
  readonly request: {
    readonly method: string
    readonly url: string
    /** All but those that every call has: `content-type`, `accept`, `user-agent`. */
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
  readonly response: unknown
  readonly expected: {
    /** Places and scores, best first. */
    readonly results: readonly [number, number][]
    readonly usage: { readonly tokens?: number; readonly searchUnits?: number; readonly cost?: number }
    readonly warnings?: readonly [string, string][]
    readonly spans?: readonly unknown[]
  }
}

/** The recorded calls of a service: those in its folder. */
export function readRecordedCalls(service: string): readonly RecordedCall[] {
  const path = fileURLToPath(new URL(`../${service}/fixtures.json`, import.meta.url))
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
}

export const recordedCalls: readonly { service: string; call: RecordedCall }[] = providers.flatMap(({ name }) =>
  readRecordedCalls(name).map((call) => ({ service: name, call })),
)
