/** More than a server takes by default. */
const mostBytes = 16 * 1024 * 1024

/**
 * Takes a text from a file that is chosen with a button, or dropped anywhere on the page: beside the field, the browser would
 * leave the page for the file.
 */
export function acceptFiles({
  button,
  input,
  area,
  onText,
  onProblem,
}: {
  button: HTMLButtonElement
  input: HTMLInputElement
  /** Shows that a file may be let go. */
  area: HTMLElement
  onText: (text: string) => void
  onProblem: (problem: string) => void
}): void {
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    if (file.size > mostBytes)
      return onProblem('The file has more than 16 MB, more than a server takes. Load a part of it.')
    try {
      onText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()))
    } catch {
      onProblem('The file could not be read as text. It must be UTF-8.')
    }
  }
  button.addEventListener('click', () => input.click())
  input.addEventListener('change', async () => {
    await take(input.files?.[0])
    input.value = '' // So that the same file can be loaded again.
  })
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    area.classList.add('dropping')
  })
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) area.classList.remove('dropping') // It has left the page.
  })
  document.addEventListener('drop', (event) => {
    area.classList.remove('dropping')
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  })
}
