import { describe, expect, it } from 'vitest'
import type { CodeRequest } from './code-request.ts'
import { toCurl } from './to-curl.ts'
import { toJinaFetch } from './to-jina-fetch.ts'
import { toPython } from './to-python.ts'
import { toTypeScript } from './to-typescript.ts'

const asked: CodeRequest = {
  server: 'http://127.0.0.1:8787',
  needsKey: true,
  request: {
    model: 'secondpass-en',
    query: `it's "quoted" \\ $HOME \`x\``,
    candidates: ['JSON\nJSON', { title: 'T', text: 'é' }],
    fields: ['title', 'text'],
    topK: 2,
    depth: 5,
    maxChunks: 3,
  },
}

describe.each([
  ['curl', toCurl],
  ['TypeScript', toTypeScript],
  ['Python', toPython],
  ['Jina', toJinaFetch],
])('%s', (_, write) => {
  it('names the variable of the key where the server asks for one, and only there', () => {
    expect(write(asked)).toContain('SECONDPASS_API_KEY')
    expect(write({ ...asked, needsKey: false })).not.toContain('SECONDPASS_API_KEY')
  })

  it('carries the query and how many results', () => {
    expect(write(asked)).toContain(JSON.stringify(asked.request.query))
    expect(write(asked)).toMatch(/(topK|top_n)\W+2/)
  })

  it('leaves out what was not asked for', () => {
    const { model, query, candidates } = asked.request
    const code = write({ ...asked, request: { model, query, candidates } })
    for (const word of ['topK', 'top_n', 'depth', 'maxChunks']) expect(code).not.toContain(word)
  })
})

describe('toCurl', () => {
  it('has a body that no quote or word of a text can end', () => {
    const [, body = ''] = toCurl(asked).split("<<'JSON'\n")
    const lines = body.split('\n')
    expect(lines.indexOf('JSON')).toBe(lines.length - 1)
    expect(JSON.parse(lines.slice(0, -1).join('\n'))).toMatchObject({
      query: asked.request.query,
      documents: asked.request.candidates,
      fields: ['title', 'text'],
    })
  })
})
