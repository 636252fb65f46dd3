/** Puts a path behind an address. People write addresses with and without the version at the end; it comes once. */
export function joinPath(baseUrl: string, path: string): string {
  const version = /^\/v\d+(?=\/)/.exec(path)?.[0]
  return version !== undefined && baseUrl.endsWith(version) ? baseUrl + path.slice(version.length) : baseUrl + path
}
