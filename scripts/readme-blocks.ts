/** A fenced block of a Markdown text. */
export interface MarkdownBlock {
  readonly language: string
  readonly content: string
  /** The command whose output it is: `<!-- output of: command -->` on the line above. */
  readonly outputOf?: string
  /** Where `content` stands in the text. */
  readonly start: number
  readonly end: number
}

/** Finds the fenced blocks of a Markdown text. */
export function readmeBlocks(markdown: string): MarkdownBlock[] {
  const pattern = /(?:<!-- output of: (?<command>.+?) -->\n)?```(?<language>\w*)\n(?<content>[\s\S]*?)```/g
  return [...markdown.matchAll(pattern)].map((match) => {
    const { command, language = '', content = '' } = match.groups ?? {}
    const end = match.index + match[0].length - '```'.length
    return { language, content, ...(command !== undefined && { outputOf: command }), start: end - content.length, end }
  })
}
