import { fileURLToPath } from 'node:url'
import { paths } from '../paths.ts'

export type PeerName = 'secondpass' | 'sentenceTransformers' | 'transformers' | 'transformersSingle'

/** What is known of a program before it is started. */
export interface PeerEntry {
  readonly label: string
  /** Whether the benchmark's Python runs it; else Node does. */
  readonly python: boolean
  /** The script and its first arguments; a model folder and the number of threads follow. */
  readonly script: readonly string[]
}

/** The same number for all. It is also the default of each on a machine with as many cores. */
export const threads = 2

const main = fileURLToPath(new URL('./peer-main.js', import.meta.url))

/** All that is compared, in the order of the report. */
export const peers: Record<PeerName, PeerEntry> = {
  secondpass: { label: 'secondpass', python: false, script: [main, 'secondpass'] },
  sentenceTransformers: {
    label: 'sentence-transformers (torch)',
    python: true,
    script: [`${paths.python}/sentence_transformers_peer.py`],
  },
  transformers: { label: 'transformers.js, one padded batch', python: false, script: [main, 'transformers'] },
  transformersSingle: {
    label: 'transformers.js, one pair at a time',
    python: false,
    script: [main, 'transformersSingle'],
  },
}
