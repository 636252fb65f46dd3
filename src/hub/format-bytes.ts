const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes for people, in powers of a thousand, as the hub shows them. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${units[unit]}`
}
