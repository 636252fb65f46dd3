import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gitHash, sha256 } from './fake-hub.ts'

/** Makes a model's folder in the cache as Python's huggingface_hub does, with nothing that only secondpass writes. */
export function makePythonCache({
  root,
  commit,
  contents,
  links = true,
}: {
  root: string
  commit: string
  contents: Record<string, Buffer>
  /** Without, files stand in the snapshot, and there are no blobs: as on Windows. */
  links?: boolean
}): void {
  for (const folder of ['blobs', 'refs', '.no_exist']) mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, 'refs', 'main'), commit)
  mkdirSync(join(root, '.no_exist', commit), { recursive: true })
  writeFileSync(join(root, '.no_exist', commit, 'adapter_config.json'), '')
  for (const [path, content] of Object.entries(contents)) {
    const snapshotPath = join(root, 'snapshots', commit, path)
    mkdirSync(dirname(snapshotPath), { recursive: true })
    if (!links) {
      writeFileSync(snapshotPath, content)
      continue
    }
    const blobPath = join(root, 'blobs', content.length > 100_000 ? sha256(content) : gitHash(content))
    writeFileSync(blobPath, content)
    symlinkSync(relative(dirname(snapshotPath), blobPath), snapshotPath)
  }
}
