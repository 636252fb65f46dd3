/**
 * The rerank server: `secondpass serve` as a function.
 *
 * @module
 */
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
