import { toRerankBody } from '../rerank-request.ts'
import type { CodeRequest } from './code-request.ts'

/** A request as a command for a POSIX shell. The body is JSON, so no line of it can be the word that ends it. */
export function toCurl({ request, server, needsKey }: CodeRequest): string {
  const headers = ["-H 'Content-Type: application/json'"]
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell that reads the variable.
  if (needsKey) headers.push('-H "Authorization: Bearer ${SECONDPASS_API_KEY}"')
  return [
    `curl --silent --show-error ${quote(`${server}/secondpass/v1/rerank`)} \\`,
    ...headers.map((header) => `  ${header} \\`),
    "  --data-binary @- <<'JSON'",
    JSON.stringify(toRerankBody(request), null, 2),
    'JSON',
  ].join('\n')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
