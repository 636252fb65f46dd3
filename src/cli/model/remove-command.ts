import { Command } from 'commander'
import { formatBytes, removeCachedModel } from '../../hub/index.ts'

/** `secondpass model remove`. */
export function createRemoveCommand(): Command {
  return new Command('remove')
    .description('Remove models from the cache, from that of Python too: it is the same.')
    .argument('<models...>', 'hf:organisation/name, all of it; or hf:…@revision, that revision')
    .exitOverride()
    .action(remove)
}

async function remove(names: string[]): Promise<void> {
  for (const name of names) {
    const { repository, commits, blobs, freedBytes } = await removeCachedModel({ name })
    const which = commits.map((commit) => commit.slice(0, 7)).join(', ')
    process.stdout.write(
      `hf:${repository}: removed ${which === '' ? 'unfinished downloads' : `commit ${which}`} and ${blobs} files, ${formatBytes(freedBytes)} freed\n`,
    )
  }
}
