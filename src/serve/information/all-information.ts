import type { Information } from './information.ts'
import { listModels } from './list-models.ts'
import { teiInfo } from './tei-info.ts'

/** All that a server tells of itself, beside its health. */
export const allInformation: readonly Information[] = [listModels, teiInfo]
