export { estimateTokens } from '../reranker/index.ts'
