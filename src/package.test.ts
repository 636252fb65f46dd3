import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder: string
let files: string[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-package-'))
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root, encoding: 'utf8' })
  const [{ filename, files: entries }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }]
  files = entries.map(({ path }) => path)
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "allowScripts": { "onnxruntime-node": false } }')
  // What `npm ci` fetched for this project is in npm's cache, so this works without a network too.
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, filename)]
  execFileSync('npm', install, { cwd: folder, stdio: 'pipe' })
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the package holds the build, the model and its papers, and nothing else', () => {
  const groups = new Set(files.map((path) => path.replace(/^(dist|docs|models\/[^/]+)\/.*/, '$1')))
  expect([...groups].sort()).toEqual(
    ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'dist', 'docs', 'models/secondpass-en', 'package.json'].sort(),
  )
  expect(files.filter((path) => /test|\.png$/.test(path))).toEqual([])
})

test('the installed command reranks with the embedded model', () => {
  const output = execFileSync(join(folder, 'node_modules/.bin/secondpass'), ['rerank', '--query', 'tides', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    input: '["The moon pulls on the oceans.", "Bread is baked in an oven."]',
  })
  expect(JSON.parse(output)).toMatchObject({ model: { id: 'secondpass-en' }, coverage: { candidates: 2, scored: 2 } })
})

test('the installed library reranks with the embedded model, also when it is required', () => {
  const script = `
    const { createReranker } = require('secondpass')
    createReranker().rerank({ query: 'tides', documents: ['the moon', 'bread'] }).then(({ results }) => console.log(results.length))`
  writeFileSync(join(folder, 'use.cjs'), script)
  expect(execFileSync(process.execPath, ['--no-warnings', 'use.cjs'], { cwd: folder, encoding: 'utf8' })).toBe('2\n')
})

test('its types hold in a program that checks those of its libraries, and has neither their `lib` nor types of Node', () => {
  const uses = "import { createReranker } from 'secondpass'\nimport { serve } from 'secondpass/serve'\n"
  writeFileSync(join(folder, 'use.mts'), `${uses}export const made = [createReranker(), serve()]`)
  const compilerOptions = { noEmit: true, strict: true, target: 'es2022', module: 'nodenext', types: [] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.mts'] }))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const check = () => execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8', stdio: 'pipe' })
  expect(check).not.toThrow()
})
