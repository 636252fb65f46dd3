import { byId } from './dom/by-id.ts'

const place = 'secondpass-theme'

/** Light, dark, or as the system: chosen by the reader and remembered. */
export function startTheme(): void {
  const choice = byId('theme', HTMLSelectElement)
  const show = (theme: string): void => {
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme
    else delete document.documentElement.dataset['theme']
  }
  const known = remembered()
  if (known === 'light' || known === 'dark') choice.value = known
  show(choice.value)
  choice.addEventListener('change', () => {
    show(choice.value)
    try {
      localStorage.setItem(place, choice.value)
    } catch {
      // A browser that keeps nothing shows the theme all the same.
    }
  })
}

function remembered(): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}
