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
  const lines = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)))
  const toRight = header.map((name) => right.includes(name))
  return lines
    .map((cells) =>
      cells
        .map((cell, column) =>
          toRight[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}
