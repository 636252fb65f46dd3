import { readFileSync } from 'node:fs'
import { arch, platform } from 'node:process'

/** What the processor can do, as far as it decides how a model is best run. */
export interface CpuFeatures {
  /**
   * Whether products of unsigned and signed 8-bit integers are exact. x86 without VNNI adds two of them in 16 bits, which
   * overflows silently.
   */
  readonly exactInt8: boolean
  /** Whether int8 is clearly faster than fp32: x86 with VNNI. On ARM the two are about equal. */
  readonly fastInt8: boolean
}

/** Looks at the processor. Where the system does not tell, the safe answer is given. */
export function detectCpuFeatures(): CpuFeatures {
  if (arch !== 'x64') return { exactInt8: true, fastInt8: false }
  if (platform !== 'linux') return { exactInt8: false, fastInt8: false }
  return fromCpuInfo(readCpuInfo())
}

/** Reads the flags out of Linux's `/proc/cpuinfo`. */
export function fromCpuInfo(cpuInfo: string): CpuFeatures {
  const flags = new Set(/^flags\s*:(.*)$/m.exec(cpuInfo)?.[1]?.split(' '))
  const vnni = flags.has('avx512_vnni') || flags.has('avx_vnni')
  return { exactInt8: vnni, fastInt8: vnni }
}

function readCpuInfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8')
  } catch {
    return ''
  }
}
