/** A length of time as on a clock: `1:05`, or `2:00:05` from an hour on. */
export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds)
  const pad = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`
}
