/** A query and documents to try a dialect with. */
export const exampleQuery = 'what causes tides'
export const exampleDocuments: readonly [string, string] = [
  'A tide table lists the times of high water.',
  'The moon and the sun pull on the oceans.',
]
