import { execFileSync } from 'node:child_process'
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { platform } from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ScratchFolder } from '../testing/scratch-folder.ts'
import { ByteSource } from './byte-source.ts'

const scratch = new ScratchFolder()
const content = Buffer.from(Array.from({ length: 200_000 }, (_, place) => (place * 7) % 251))
let source: ByteSource
beforeAll(() => {
  source = new ByteSource(scratch.write('content', content))
})
afterAll(() => {
  source.close()
  scratch.remove()
})

describe('the bytes of a file', () => {
  it('are read in any order', () => {
    for (const place of [0, 199_999, 65_535, 65_536, 3, 131_072, 70_000]) {
      expect(source.byteAt(place)).toBe(content[place])
    }
  })

  it('end where it ends', () => {
    expect(source.size).toBe(200_000)
    expect(source.byteAt(200_000)).toBeUndefined()
    expect(source.byteAt(2 ** 40)).toBeUndefined()
    expect(source.bytes(199_990, 200_100)).toEqual(content.subarray(199_990))
    expect(source.bytes(2 ** 40, 2 ** 40 + 5)).toHaveLength(0)
  })

  it.each([
    [0, 0],
    [5, 9],
    [65_530, 65_540],
    [1, 65_537],
    [100, 150_000],
  ])('from %d to %d are theirs', (start, end) => {
    expect(source.bytes(start, end)).toEqual(content.subarray(start, end))
  })

  it('end earlier when the file has been cut since', () => {
    const path = scratch.write('cut', content)
    const cut = new ByteSource(path)
    truncateSync(path, 10)
    expect(cut.byteAt(20)).toBeUndefined()
    expect(cut.bytes(5, 100_000)).toEqual(content.subarray(5, 10))
    cut.close()
  })
})

describe('what is no plain file is refused:', () => {
  it('a folder, and nothing at all', () => {
    const refusal = expect.objectContaining({
      code: 'invalid_model',
      message: expect.not.stringContaining(scratch.path),
    })
    expect(() => new ByteSource(scratch.path)).toThrow(refusal)
    expect(() => new ByteSource(join(scratch.path, 'nothing'))).toThrow(refusal)
  })

  it.skipIf(platform === 'win32')('a named pipe, without waiting for who writes to it', () => {
    const pipe = join(scratch.path, 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(() => new ByteSource(pipe)).toThrow('is not a plain file')
  })

  it.skipIf(platform === 'win32')('a device', () => {
    expect(() => new ByteSource('/dev/zero')).toThrow('is not a plain file')
  })
})
