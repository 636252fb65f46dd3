export {
  type CachedFile,
  type CachedSnapshot,
  listCachedModels,
} from './cache/list-cached-models.ts'
export { type RemovedModel, removeCachedModel } from './cache/remove-cached-model.ts'
export { type FileVerdict, verifyCachedModel } from './cache/verify-cached-model.ts'
export type { PullProgress } from './download/download-files.ts'
export { embeddedModels, findEmbeddedModel } from './embedded-model.ts'
export { findAlias } from './find-alias.ts'
export { findCachedModel } from './find-cached-model.ts'
export { formatBytes } from './format-bytes.ts'
export type { HubSettings } from './hub-settings.ts'
export { isNonCommercial } from './is-non-commercial.ts'
export { type ModelAlias, modelAliases } from './model-aliases.ts'
export { defaultLockFile, type LockedModel, type ModelLock, readModelLock } from './model-lock.ts'
export { formatHubName, type HubName } from './parse-hub-name.ts'
export { type PullOptions, pullModel } from './pull-model.ts'
export type { PulledModel } from './pulled-model.ts'
export { namesHubModel, resolveHubName } from './resolve-hub-name.ts'
export type { FileSelector } from './select-files.ts'
