import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { platform } from 'node:process'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isInside, modelRoots, readModelJson, requireModelFile } from './model-file.ts'
import { ScratchFolder } from './testing/scratch-folder.ts'

const scratch = new ScratchFolder()
afterAll(() => scratch.remove())
const folder = join(scratch.path, 'model')
scratch.write('model/a.json', '{"a":1}')
scratch.write('model/onnx/model.onnx', 'x')
scratch.write('model-more/x', 'x')

describe('a file of a folder', () => {
  it('is known by its path', () => {
    expect(requireModelFile(folder, 'onnx/model.onnx')).toBe(join(folder, 'onnx/model.onnx'))
    expect(requireModelFile(folder, './onnx/../a.json')).toBe(join(folder, 'a.json'))
  })

  it.each(['..', '.', '', '../model-more/x', '/etc/hostname', 'a.json/../../model-more/x', 'a\0.json', 'onnx', 'gone'])(
    'is not "%s"',
    (name) => {
      expect(() => requireModelFile(folder, name)).toThrow(
        expect.objectContaining({ code: 'invalid_model', message: expect.not.stringContaining(scratch.path) }),
      )
    },
  )

  it.skipIf(platform === 'win32')('may be a link inside, not one outside or in a circle', () => {
    symlinkSync('a.json', join(folder, 'inside'))
    symlinkSync('../model-more/x', join(folder, 'outside'))
    symlinkSync('circle', join(folder, 'circle'))
    expect(requireModelFile(folder, 'inside')).toBe(join(folder, 'inside'))
    expect(() => requireModelFile(folder, 'outside')).toThrow('a link to a place outside')
    expect(() => requireModelFile(folder, 'circle')).toThrow('lacks')
  })
})

it('a path is inside a folder by whole names', () => {
  expect([isInside('/a/b', '/a'), isInside('/b', '/'), isInside('/ab', '/a'), isInside('/a', '/a')]).toEqual([
    true,
    true,
    false,
    false,
  ])
})

describe.skipIf(platform === 'win32')('the roots of a snapshot', () => {
  it('are itself and its blobs, if those are a folder', () => {
    const snapshot = join(scratch.path, 'cache/snapshots/1')
    mkdirSync(snapshot, { recursive: true })
    expect(modelRoots(snapshot)).toEqual([snapshot])
    symlinkSync('/', join(scratch.path, 'cache/blobs'))
    expect(modelRoots(snapshot)).toEqual([snapshot])
    mkdirSync(join(scratch.path, 'cache2/snapshots/1'), { recursive: true })
    mkdirSync(join(scratch.path, 'cache2/blobs'))
    expect(modelRoots(join(scratch.path, 'cache2/snapshots/1'))).toHaveLength(2)
  })
})

describe('a small file', () => {
  const read = (name: string) => readModelJson({ folder, name, schema: z.object({ a: z.number() }) })

  it('is read, and need not be there when it is optional', () => {
    expect(read('a.json')).toEqual({ a: 1 })
    expect(readModelJson({ folder, name: 'gone.json', schema: z.unknown(), optional: true })).toBeUndefined()
  })

  it.each([
    ['no JSON', 'x', 'not JSON'],
    ['another value', '{"a":"b"}', 'not as expected at "a"'],
    ['a megabyte', `{"a":1,"b":"${'x'.repeat(1_100_000)}"}`, 'more than 1 MiB'],
    ['brackets without end', '['.repeat(1_000_000), 'not JSON'],
  ])('is refused with %s', (_, content, words) => {
    scratch.write('model/b.json', content)
    expect(() => read('b.json')).toThrow(words)
  })

  it.skipIf(platform === 'win32')('is refused as a link to nowhere, though it is optional', () => {
    symlinkSync('nowhere', join(folder, 'dangling.json'))
    expect(() => readModelJson({ folder, name: 'dangling.json', schema: z.unknown(), optional: true })).toThrow('lacks')
  })
})
