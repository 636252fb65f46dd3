import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readmeBlocks } from '../scripts/readme-blocks.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, '.tmp', 'examples')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The examples of the README and of the TSDoc comments, by the place where they stand. */
function examples(): [string, string][] {
  const found = readmeBlocks(readme)
    .filter(({ language }) => language === 'ts')
    .map(({ content }, number): [string, string] => [`README.md-${number + 1}`, content])
  for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    const source = readFileSync(join(root, 'src', file), 'utf8').replace(/^ \* ?/gm, '')
    for (const [number, { content }] of readmeBlocks(source)
      .filter(({ language }) => language === 'ts')
      .entries()) {
      found.push([`${file.replaceAll(/[\\/]/g, '-')}-${number + 1}`, content])
    }
  }
  return found
}

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  // Inside the repository, `import … from 'secondpass'` leads to the built package, as it does for its users.
  for (const [name, content] of examples()) writeFileSync(join(folder, `${name}.mts`), content)
  // Only a library's own exports need types that are written out.
  const compilerOptions = { isolatedDeclarations: false, declaration: false }
  const settings = { extends: '../../tsconfig.json', compilerOptions, include: ['*.mts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('there are examples', () => {
  expect(examples().length).toBeGreaterThanOrEqual(6)
})

test('examples compile under strict settings', async () => {
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', folder], { cwd: root })
})

test.each(examples())('%s runs and ends by itself, without a word on standard error', async (name) => {
  // Without the network: what an example would download is not there.
  const env = { ...process.env, HF_HUB_OFFLINE: '1', HF_HUB_CACHE: join(folder, 'empty-cache') }
  const { stderr } = await run(process.execPath, ['--import', 'tsx', join(folder, `${name}.mts`)], { cwd: root, env })
  expect(stderr).toBe('')
})

test.each(readmeBlocks(readme).filter(({ outputOf }) => outputOf !== undefined))(
  'README.md shows the form of what "$outputOf" prints (npm run readme renews it)',
  async ({ outputOf, content }) => {
    const parameters = (outputOf as string).split(' ').slice(1)
    const { stdout } = await run(process.execPath, ['dist/cli/main.js', ...parameters], { cwd: root })
    expect(shapeOf(content)).toEqual(shapeOf(stdout))
  },
)

/** What stays when weights, scores and times change: the lines' form, not their order. */
function shapeOf(output: string): string[] {
  return output.split('\n').map((line) =>
    line
      .replace(/^ +\d+ +\d+ +(?:=|[↑↓]\d+) +\S+ +/, 'ROW ')
      .replace(/Relevance: \d\.\d{4}, Document: .{100}…$/, 'RELEVANCE DOCUMENT')
      .replace(/\(.*?\)/g, '(REVISION)')
      .replace(/\d+(\.\d+)?/g, 'N'),
  )
}
