import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dialects } from '../dialects/dialects.ts'
import { type DialectServer, startDialectServer } from '../dialects/testing/start-dialect-server.ts'
import { allInformation } from '../information/all-information.ts'
import type { OpenApiDocument } from './openapi-document.ts'

const errors = async (document: OpenApiDocument) => (await new Validator().validate({ ...document })).errors

/** The examples of a document, each with its path and the dialect that it is in. */
const examplesOf = (document: OpenApiDocument) =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) => {
    const body = item?.post?.requestBody as { content: Record<string, { examples: Record<string, { value: object }> }> }
    const examples = body?.content['application/json']?.examples ?? {}
    return Object.entries(examples).map(([dialect, { value }]) => ({ path, dialect, value }))
  })

describe('the OpenAPI document', () => {
  let server: DialectServer
  let document: OpenApiDocument
  beforeAll(async () => {
    server = await startDialectServer()
    document = (await server.get('/openapi.json')).body
  })
  afterAll(() => server.close())

  it('is valid', async () => {
    expect(document.openapi).toBe('3.1.1')
    expect(await errors(document)).toBeUndefined()
  })

  it('has every path of every dialect, and all that the server tells', () => {
    const paths = [...dialects, ...allInformation].flatMap((each) => each.paths)
    expect(Object.keys(document.paths ?? {})).toEqual(
      expect.arrayContaining([...paths, '/livez', '/metrics', '/docs', '/']),
    )
  })

  it('names every operation once', () => {
    const names = Object.values(document.paths ?? {}).flatMap((item) =>
      [item?.get, item?.post].flatMap((operation) => operation?.operationId ?? []),
    )
    expect(new Set(names).size).toBe(names.length)
  })

  it('has examples that are answered in the shape that it gives', async () => {
    const examples = examplesOf(document)
    expect(new Set(examples.map(({ dialect }) => dialect))).toEqual(new Set(dialects.map(({ name }) => name)))
    for (const { path, dialect, value } of examples) {
      const { status, body } = await server.post(path, value)
      expect(status).toBe(200)
      const parsed = dialects.find(({ name }) => name === dialect)?.response.safeParse(body)
      expect(parsed).toEqual({ success: true, data: body }) // Nothing that the shape lacks.
    }
  })

  it('has the shapes of failures', async () => {
    for (const dialect of dialects) {
      const { body } = await server.post(dialect.paths[0] as string, { ...dialect.example, query: ' ', queries: ' ' })
      expect(dialect.failure.safeParse(body)).toEqual({ success: true, data: body })
    }
  })

  it('has the shapes of what the server tells', async () => {
    for (const { paths, response } of allInformation) {
      for (const path of paths) {
        const { body } = await server.get(path)
        expect(response.safeParse(body)).toEqual({ success: true, data: body })
      }
    }
  })

  it('names the models and their other names', () => {
    const schema = document.components?.schemas?.['CohereV2Request'] as { properties: { model: { enum: string[] } } }
    expect(schema.properties.model.enum).toEqual(expect.arrayContaining(['numbers', 'rerank-v3.5']))
  })

  it('is a page without scripts, that asks for nothing from elsewhere', async () => {
    const response = await fetch(`${server.url}/docs`)
    const page = await response.text()
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    for (const { path } of examplesOf(document)) expect(page).toContain(`<code>POST ${path}</code>`)
    expect(page).not.toMatch(/<script|src=|href="(?!#|\/openapi\.json)/)
    expect(page).not.toMatch(/undefined|\[object/)
  })
})

describe('the OpenAPI document of a strict server with keys', () => {
  let server: DialectServer
  let document: OpenApiDocument
  beforeAll(async () => {
    server = await startDialectServer({ strict: true, apiKeys: ['a-key-of-the-tests'] })
    document = (await server.get('/openapi.json')).body
  })
  afterAll(() => server.close())

  it('is valid, asks for the key and names no model', async () => {
    expect(await errors(document)).toBeUndefined()
    expect(document.security).toEqual([{ bearer: [] }])
    expect(JSON.stringify(document)).not.toContain('numbers')
  })

  it('has no field that a strict server refuses', () => {
    const schema = document.components?.schemas?.['CohereV2Request'] as Record<string, object>
    expect(schema['additionalProperties']).toBe(false)
    expect(Object.keys(schema['properties'] ?? {})).not.toContain('top_k')
    expect(schema['properties']).toMatchObject({ documents: { items: { type: 'string' } } })
  })
})
