/**
 * The rerank server: `secondpass serve` as a function.
 *
 * @module
 */
export { defineConfig } from './config/define-config.ts'
export { describeConfig } from './config/describe-config.ts'
export { type LoadedConfig, loadConfig } from './config/load-config.ts'
export type {
  CacheConfig,
  DegradeConfig,
  DrainConfig,
  LimitsConfig,
  MetricsConfig,
  ModelConfig,
  QueueConfig,
  ServeConfig,
  TracingConfig,
} from './config/serve-config.ts'
export { type RunningServer, serve } from './serve.ts'
