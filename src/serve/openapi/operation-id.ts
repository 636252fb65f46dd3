/** A name for an operation, made of its method and path: `postV2Rerank`. */
export function operationId(method: 'get' | 'post', path: string): string {
  return method + (path === '/' ? 'Root' : path.replace(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase()))
}
