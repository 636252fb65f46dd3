/** How many results come back, by either of two names; `preferred` counts where both are there. */
export function readLimit({
  preferred,
  alias,
}: {
  preferred: number | null | undefined
  alias: number | null | undefined
}): { topK: number | undefined; warnings: string[] } {
  const both = typeof preferred === 'number' && typeof alias === 'number' && preferred !== alias
  const topK = preferred ?? alias ?? undefined
  return { topK, warnings: both ? ["'top_k' had no effect, because 'top_n' is there too."] : [] }
}
