import { build } from 'tsdown'

/** Vitest's global setup: brings dist in step with src. */
export default async function buildBeforeTests(): Promise<void> {
  await build({ logLevel: 'error' })
}
