import { alignColumns } from '../output/align-columns.ts'

/** Rows in columns that are as wide as they need to be. Columns whose names are in `right` are set to the right. */
export function formatTable({
  header,
  rows,
  right = [],
}: {
  header: readonly string[]
  rows: readonly (readonly string[])[]
  right?: readonly string[]
}): string {
  return alignColumns({ rows: [header, ...rows], right: (column) => right.includes(header[column] ?? '') })
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}
