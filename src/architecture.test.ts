import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const sources = fileURLToPath(new URL('.', import.meta.url))
const design = readFileSync(new URL('../DESIGN.md', import.meta.url), 'utf8')

/** Stands for the files directly in `src/`. */
const top = '.'

/** What each room may import, by the table of "The house (src/)". */
function readRules(markdown: string): Map<string, Set<string>> {
  const section = markdown.split(/^## /m).find((part) => part.startsWith('The house (src/)')) ?? ''
  const rows = [...section.matchAll(/^\| *`([\w-]+)\/` *\|.*\| *([^|]*?) *\|$/gm)]
  const rooms = rows.map(([, room]) => room as string)
  return new Map(
    rows.map(([, room, words]) => [
      room as string,
      new Set(readRule({ room: room as string, words: words as string, rooms })),
    ]),
  )
}

function readRule({ room, words, rooms }: { room: string; words: string; rooms: string[] }): string[] {
  const others = rooms.filter((other) => other !== room)
  if (words === 'nothing') return []
  const [, excepted] = /^all(?: but (.*))?$/.exec(words) ?? [words]
  if (/^all\b/.test(words)) return [top, ...others.filter((other) => !excepted?.split(/, */).includes(other))]
  const named = words.split(/, */).map((word) => word.replace(/'s .*$/, ''))
  for (const name of named)
    if (!rooms.includes(name)) throw new Error(`The table names a room "${name}" that it lacks.`)
  return named
}

function roomOf(path: string): string | undefined {
  return path.includes('/') ? path.split('/')[0] : undefined
}

/** What is wrong with a file's imports; its path and theirs are relative to `src/`. */
function problemsOf({ path, code, rules }: { path: string; code: string; rules: Map<string, Set<string>> }): string[] {
  const room = roomOf(path)
  const imports = ts
    .preProcessFile(code, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(sources, resolve(sources, dirname(path), name)))
  return imports.flatMap((target) => {
    const other = roomOf(target)
    if (target.startsWith('..')) return [`${path} imports ${target}, which is outside of src/`]
    if (other === room) return []
    if (other === undefined && !rules.get(room ?? '')?.has(top)) {
      return [`${path} imports ${target}, which stands above all rooms`]
    }
    if (other === undefined) return []
    if (target !== `${other}/index.ts`) return [`${path} imports ${target} and not ${other}/index.ts`]
    if (room !== undefined && !rules.get(room)?.has(other)) return [`${path} may not import ${other}/`]
    return []
  })
}

const rules = readRules(design)
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('/testing/'))
const rooms = new Set(files.map(roomOf).filter((room) => room !== undefined))

describe('the house', () => {
  it('has its rules in DESIGN.md', () => {
    expect([...rules.keys()]).toEqual(expect.arrayContaining(['reranker', 'cross-encoder', 'hub', 'cli']))
    expect(rules.get('reranker')).toEqual(new Set())
  })

  it('has no room that the table lacks', () => {
    for (const room of rooms) expect([...rules.keys()]).toContain(room)
  })

  // The command line is a program, and no room may import it.
  it.each([...rooms].filter((room) => room !== 'cli'))('has a door to %s', (room) => {
    expect(existsSync(join(sources, room, 'index.ts'))).toBe(true)
  })

  it.each(files)('is kept by %s', (path) => {
    const code = readFileSync(join(sources, path), 'utf8')
    expect(problemsOf({ path, code, rules })).toEqual([])
  })
})

describe('this test', () => {
  const small = readRules(
    [
      '## Before',
      '| `attic/` | x | all |',
      '## The house (src/)',
      '| room | what | may import |',
      '| --- | --- | --- |',
      '| `cellar/` | a, b | nothing |',
      '| `kitchen/` | c | cellar |',
      "| `hall/` | d | cellar, kitchen's oven |",
      '| `office/` | e | all but hall |',
      '| `roof/` | f | all |',
      '## After',
    ].join('\n'),
  )

  it('reads rules of every kind', () => {
    expect(Object.fromEntries([...small].map(([room, may]) => [room, [...may]]))).toEqual({
      cellar: [],
      kitchen: ['cellar'],
      hall: ['cellar', 'kitchen'],
      office: [top, 'cellar', 'kitchen', 'roof'],
      roof: [top, 'cellar', 'kitchen', 'hall', 'office'],
    })
  })

  it.each([
    ['kitchen/a.ts', "import { a } from '../cellar/index.ts'", []],
    ['kitchen/deep/a.ts', "import { a } from '../b.ts'", []],
    ['kitchen/a.ts', "import { a } from 'cellar'", []],
    ['top.ts', "export * from './hall/index.ts'", []],
    ['kitchen/a.ts', "import type { A } from '../hall/index.ts'", ['kitchen/a.ts may not import hall/']],
    ['cellar/a.ts', "export { a } from '../kitchen/index.ts'", ['cellar/a.ts may not import kitchen/']],
    ['office/a.ts', "const a = await import('../hall/index.ts')", ['office/a.ts may not import hall/']],
    ['hall/a.ts', "import '../cellar/wine.ts'", ['hall/a.ts imports cellar/wine.ts and not cellar/index.ts']],
    ['top.ts', "import { a } from './hall/a.ts'", ['top.ts imports hall/a.ts and not hall/index.ts']],
    ['roof/a.ts', "import { a } from '../top.ts'", []],
    ['hall/a.ts', "import { a } from '../top.ts'", ['hall/a.ts imports top.ts, which stands above all rooms']],
    [
      'roof/a.ts',
      "import a from '../../package.json'",
      ['roof/a.ts imports ../package.json, which is outside of src/'],
    ],
  ])('judges %s: %s', (path, code, problems) => {
    expect(problemsOf({ path, code, rules: small })).toEqual(problems)
  })
})
