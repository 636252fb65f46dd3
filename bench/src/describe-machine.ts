import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

/** The machine in one line. */
export function describeMachine(): string {
  const flags = readFlags()
  const has = (flag: string): string => (flags === undefined ? 'unknown' : flags.has(flag) ? 'yes' : 'no')
  return [
    cpus()[0]?.model ?? 'unknown processor',
    `${availableParallelism()} cores`,
    `AVX512-VNNI ${has('avx512_vnni')}`,
    `AVX-VNNI ${has('avx_vnni')}`,
    `Node ${process.versions.node}`,
    `${process.platform} ${process.arch}`,
    new Date().toISOString().slice(0, 10),
  ].join(', ')
}

function readFlags(): Set<string> | undefined {
  try {
    const line = readFileSync('/proc/cpuinfo', 'utf8').match(/^flags\s*:(.*)$/m)?.[1]
    return line === undefined ? undefined : new Set(line.trim().split(/\s+/))
  } catch {
    return undefined // Not Linux.
  }
}
