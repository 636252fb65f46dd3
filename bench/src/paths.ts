import { fileURLToPath } from 'node:url'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where things are; the same from `src/` and from the compiled `dist/`. */
export const paths: Record<
  'root' | 'model' | 'data' | 'mergedModel' | 'records' | 'python' | 'requirements' | 'venv' | 'peerModels',
  string
> = {
  root: fromHere('../..'),
  model: fromHere('../../models/secondpass-en'),
  /** Made by the benchmarks, ignored by git. */
  data: fromHere('../.data'),
  mergedModel: fromHere('../.data/secondpass-en-merged'),
  /** What the Python reference makes of the pairs of each fixture. */
  records: fromHere('../../fixtures/parity/architectures'),
  python: fromHere('../python'),
  requirements: fromHere('../../parity/requirements.txt'),
  venv: fromHere('../.data/venv'),
  /** The models of the comparison with other programs. */
  peerModels: fromHere('../.data/peers'),
}
