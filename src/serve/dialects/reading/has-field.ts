/** Whether a body has a field. One that is null is as good as absent: some clients send all that they know of. */
export function hasField(body: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.hasOwn(body, name) && body[name] !== null
}
