/** An amount for people: cents for large ones, as many places as a small one needs. */
export function formatDollars(amount: number): string {
  const places = Math.abs(amount) >= 1 || amount === 0 ? 2 : 6
  return `$${amount.toFixed(places)}`
}
