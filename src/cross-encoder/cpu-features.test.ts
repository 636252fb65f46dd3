import { describe, expect, it } from 'vitest'
import { detectCpuFeatures, fromCpuInfo } from './cpu-features.ts'

const cpuInfo = (flags: string) => `processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: ${flags}\nbugs\t\t:\n`

describe('the processor', () => {
  it.each(['fpu avx2 avx512f avx512_vnni', 'fpu avx2 avx_vnni serialize'])(
    'has exact 8-bit products with %s',
    (flags) => {
      expect(fromCpuInfo(cpuInfo(flags))).toEqual({ exactInt8: true, fastInt8: true })
    },
  )

  it.each(['fpu avx2', 'fpu avx2 avx512f avx512bw avx512vl', 'avx512_vnni_not'])('has none with %s', (flags) => {
    expect(fromCpuInfo(cpuInfo(flags))).toEqual({ exactInt8: false, fastInt8: false })
  })

  it.each(['', 'garbage', cpuInfo('')])('is taken to have none where the system does not tell', (text) => {
    expect(fromCpuInfo(text)).toEqual({ exactInt8: false, fastInt8: false })
  })

  it('is looked at', () => {
    const { exactInt8, fastInt8 } = detectCpuFeatures()
    expect(exactInt8 || !fastInt8).toBe(true)
  })
})
