/** Rows of cells as lines whose columns are as wide as they need to be, two spaces apart. */
export function alignColumns({
  rows,
  right,
}: {
  rows: readonly (readonly string[])[]
  /** Whether a column is set to the right, by its place. */
  right: (column: number) => boolean
}): string[] {
  const columns = Math.max(0, ...rows.map((cells) => cells.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((cells) => (cells[column] ?? '').length)),
  )
  return rows.map((cells) =>
    cells
      .map((cell, column) => (right(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  '),
  )
}
