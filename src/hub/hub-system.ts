import { symlink } from 'node:fs/promises'
import { freeBytes } from './download/free-space.ts'
import { isPrivateAddress } from './http/private-address.ts'

/** What of the machine's circumstances a test must be able to stage. */
export interface HubSystem {
  readonly freeBytes: (folder: string) => Promise<number | undefined>
  readonly isPrivateAddress: (address: string) => boolean
  readonly symlink: (target: string, path: string) => Promise<void>
}

/** The machine as it is. */
export const hubSystem: HubSystem = {
  freeBytes,
  isPrivateAddress,
  symlink: (target, path) => symlink(target, path, 'file'),
}
