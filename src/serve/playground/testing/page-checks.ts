/**
 * Scripts that run in the page, each an expression whose value is a list of complaints. They are texts because the rest of
 * the source knows no `document`.
 */
export const pageChecks = {
  /** Visible texts whose contrast with what is behind them is below 4.5. */
  contrast: `(() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number)
    const luminance = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      return 0.2126 * x + 0.7152 * y + 0.0722 * z
    }
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const [r, g, b, alpha = 1] = numbers(getComputedStyle(at).backgroundColor)
        if (alpha === 1) return [r, g, b]
      }
      return [255, 255, 255]
    }
    const found = new Set()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts = [...document.querySelectorAll('textarea, input, select')]
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode.parentElement)
    for (const element of new Set(texts)) {
      if (!element.checkVisibility() || element.disabled || element.matches('script, noscript, option, [type=radio]')) continue
      const [dark, light] = [luminance(numbers(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => a - b)
      const contrast = (light + 0.05) / (dark + 0.05)
      if (contrast < 4.5) found.add(element.tagName + '.' + element.className + ' ' + contrast.toFixed(2))
    }
    return [...found]
  })()`,

  /** Lines, bars and borders of fields whose contrast with the panel is below 3. */
  shapes: `(() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number)
    const luminance = (colour) => {
      const [x, y, z] = numbers(colour).map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      return 0.2126 * x + 0.7152 * y + 0.0722 * z
    }
    const panel = luminance(getComputedStyle(document.querySelector('.result')).backgroundColor)
    const parts = [['.lines .up .curve', 'stroke'], ['.lines .down .curve', 'stroke'], ['.filled', 'backgroundColor'],
      ['textarea', 'borderTopColor'], ['select', 'borderTopColor'], ['input', 'borderTopColor']]
    return parts.flatMap(([selector, property]) => {
      const element = document.querySelector(selector)
      if (!element) return [selector + ' is not there']
      const [dark, light] = [luminance(getComputedStyle(element)[property]), panel].sort((a, b) => a - b)
      const contrast = (light + 0.05) / (dark + 0.05)
      return contrast < 3 ? [selector + ' ' + contrast.toFixed(2)] : []
    })
  })()`,

  /** Controls without a name, references to ids that are not there, ids used twice, headings that skip a level. */
  structure: `(() => {
    const found = []
    const textOf = (id) => document.getElementById(id)?.textContent.trim()
    for (const element of document.querySelectorAll('button, input, select, textarea, summary, [role], section, form, table, ol, ul')) {
      const list = element.matches('table, ol, ul')
      const own = element.matches('button, summary') ? element.textContent.trim() : ''
      const named = own || element.getAttribute('aria-label') || element.caption?.textContent ||
        [...(element.labels ?? [])].some((label) => label.textContent.trim()) ||
        textOf(element.getAttribute('aria-labelledby'))
      const quiet = element.matches('[role=status], [role=alert], [type=file], li ul, dl ul')
      if (!named && !quiet) found.push('no name: ' + element.outerHTML.slice(0, 80))
    }
    for (const element of document.querySelectorAll('[aria-describedby], [aria-labelledby], label[for]')) {
      const ids = ['aria-describedby', 'aria-labelledby', 'for'].flatMap((name) => (element.getAttribute(name) ?? '').split(' '))
      for (const id of ids) if (id && !document.getElementById(id)) found.push('no such id: ' + id)
    }
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    for (const id of new Set(ids)) if (ids.filter((each) => each === id).length > 1) found.push('twice: ' + id)
    let level = 0
    for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
      const next = Number(heading.tagName[1])
      if (next > level + 1) found.push('a level is skipped before: ' + heading.textContent)
      level = next
    }
    for (const landmark of ['header', 'main', 'html[lang]', 'title']) if (!document.querySelector(landmark)) found.push('no ' + landmark)
    return found
  })()`,

  /** How many pixels the page is wider than the screen, as a complaint. */
  overflow: `(() => {
    const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth
    return wider > 0 ? [wider + ' pixels too wide'] : []
  })()`,
} as const
