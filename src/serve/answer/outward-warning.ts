import type { Warning } from '../../reranker/index.ts'

/**
 * A warning as clients get it. How another model failed is the operator's affair: its words may name addresses of the
 * server's network, and what may be spent. The log has them.
 */
export function outwardWarning(warning: Warning): Warning {
  const { code, failed } = warning
  if (code !== 'fell_back' || failed === undefined) return warning
  return { ...warning, message: `${failed.id} did not answer (${failed.code}); another model did.` }
}
