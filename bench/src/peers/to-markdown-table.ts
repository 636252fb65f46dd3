/** A Markdown table. The first row is the header; text stands left in the first two columns, the rest right. */
export function toMarkdownTable(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows
  const rule = header.map((_, column) => (column < 2 ? '---' : '--:'))
  return [header, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
