/** Runs the commands whose output README.md shows, and writes what they print into it. Usage: npm run readme */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { readmeBlocks } from './readme-blocks.ts'

const path = 'README.md'
let markdown = readFileSync(path, 'utf8')
// From the end to the start, so that earlier places stay where they are.
for (const { outputOf, start, end } of readmeBlocks(markdown).reverse()) {
  if (outputOf === undefined) continue
  const parameters = outputOf.split(' ').slice(1)
  const output = execFileSync(process.execPath, ['dist/cli/main.js', ...parameters], { encoding: 'utf8' })
  markdown = markdown.slice(0, start) + output + markdown.slice(end)
}
writeFileSync(path, markdown)
