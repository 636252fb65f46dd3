import { fileURLToPath } from 'node:url'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where things are; the same from `src/` and from the compiled `dist/`. */
export const paths: { model: string; data: string; mergedModel: string } = {
  model: fromHere('../../models/secondpass-en'),
  /** Made by the benchmarks, ignored by git. */
  data: fromHere('../.data'),
  mergedModel: fromHere('../.data/secondpass-en-merged'),
}
