import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { resolveModelName } from './resolve-model-name.ts'

test('a folder goes before a short name, and neither before an embedded model or a hub’s full name', () => {
  const [folder, before] = [mkdtempSync(join(tmpdir(), 'secondpass-names-')), process.cwd()]
  try {
    process.chdir(folder)
    expect(resolveModelName('bge-reranker-v2-m3')).toEqual({ hub: 'bge-reranker-v2-m3' })
    for (const path of ['bge-reranker-v2-m3', 'secondpass-en', 'hf:org/model']) mkdirSync(path, { recursive: true })
    expect(resolveModelName('bge-reranker-v2-m3')).toEqual({ folder: 'bge-reranker-v2-m3' })
    expect(resolveModelName('bge-reranker-v2-m3@main')).toEqual({ hub: 'bge-reranker-v2-m3@main' })
    expect(resolveModelName('hf:org/model')).toEqual({ hub: 'hf:org/model' })
    expect(resolveModelName('secondpass-en')).not.toEqual({ folder: 'secondpass-en' })
    expect(resolveModelName('./secondpass-en')).toEqual({ folder: './secondpass-en' })
  } finally {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  }
})
