import type { PlaygroundRequest } from '../rerank-request.ts'

/** A request and the server that it goes to, for examples of code. */
export interface CodeRequest {
  readonly request: PlaygroundRequest
  /** The server's address without a slash at its end, such as `http://127.0.0.1:8787`. */
  readonly server: string
  /** Whether the server asks for a key. The key itself is in no example: they name the variable `SECONDPASS_API_KEY`. */
  readonly needsKey: boolean
}
