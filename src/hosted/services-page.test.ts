import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { providers } from './providers.ts'
import { modelTable } from './testing/model-table.ts'

const page = readFileSync(new URL('../../docs/services.md', import.meta.url), 'utf8')

/** A service's section, from its heading to the next. */
function sectionOf(title: string): string {
  return page.split(/^(?=## )/m).find((section) => section.startsWith(`## ${title}\n`)) ?? ''
}

// Servers of one's own have a page of theirs.
const services = providers.filter(({ keyOptional }) => keyOptional !== true)

it('has a section for each service, in their order', () => {
  const titles = services.map(({ title }) => title)
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)
  expect(headings.filter((heading) => titles.includes(heading ?? ''))).toEqual(titles)
})

describe.each(services)('the section of $title', (provider) => {
  const section = sectionOf(provider.title)

  it('says how it is called', () => {
    expect(section).toContain(`\`${provider.name}:MODEL\``)
    for (const name of [...provider.keyVariables, ...(provider.baseUrlVariables ?? [])]) {
      expect(section).toContain(`\`${name}\``)
    }
    if (provider.baseUrl !== undefined) expect(section).toContain(`\`${provider.baseUrl}\``)
    expect(section).toContain(`Scale: \`${provider.scale}\``)
  })

  it('has the models as the data has them', () => {
    expect(section).toContain(modelTable(provider))
  })

  it('says what is known of other models', () => {
    const { maxDocuments } = provider.anyModel
    expect(section).toContain(`Any other model: ${maxDocuments.toLocaleString('en-US')} documents a call`)
  })

  it('names every setting', () => {
    const { settings } = provider as { settings: { shape?: object; def?: { shape?: object } } }
    for (const name of Object.keys(settings.shape ?? {})) expect(section).toContain(`\`${name}\``)
  })
})
