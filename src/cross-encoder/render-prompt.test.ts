import { describe, expect, it } from 'vitest'
import { renderPrompt } from './render-prompt.ts'

const roles =
  '{% for message in messages %}[{{ message.role }}]{{ message.content }}{% endfor %}{% if add_generation_prompt %}!{% endif %}'

describe('a prompt', () => {
  it('is what the template says around query and document', () => {
    expect(renderPrompt({ template: roles, instruction: 'look' })).toEqual({
      before: '[system]look[query]',
      between: '[document]',
      after: '',
    })
    expect(renderPrompt({ template: roles }).before).toBe('[query]')
  })

  it('may come of a template that wants the parts of a message', () => {
    const template = `{{ messages | selectattr("role", "eq", "query") | first }}`
    expect(() => renderPrompt({ template })).toThrow()
    const parts = '{{ (messages[0]).content[0].text }} / {{ (messages[1]).content[0].text }}.'
    expect(renderPrompt({ template: parts })).toEqual({ before: '', between: ' / ', after: '.' })
  })

  it('is that of Qwen3-Reranker without a template', () => {
    const { before, between, after } = renderPrompt({ instruction: 'Find recipes' })
    expect(before).toMatch(/^<\|im_start\|>system\nJudge [\s\S]*<Instruct>: Find recipes\n<Query>: $/)
    expect(between).toBe('\n<Document>: ')
    expect(after).toBe('<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n')
    expect(renderPrompt({}).before).toContain('<Instruct>: Given a web search query, retrieve relevant passages')
  })
})

describe('a template is refused', () => {
  it.each([
    ['that shows no document', '{{ messages[0].content }}'],
    ['that shows the document first', '{{ messages[1].content }}{{ messages[0].content }}'],
    ['that shows the query twice', '{{ messages[0].content }}{{ messages[0].content }}{{ messages[1].content }}'],
    [
      'for users and assistants',
      '{% for m in messages %}{% if m.role == "user" %}{{ m.content }}{% endif %}{% endfor %}',
    ],
    ['that cannot be read', '{% for %}'],
    ['that raises', '{{ raise_exception("no") }}'],
    ['that never ends', '{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}'],
  ])('%s', (_, template) => {
    const startedAt = performance.now()
    expect(() => renderPrompt({ template })).toThrow(
      expect.objectContaining({ code: 'invalid_model', message: expect.stringContaining('chat template') }),
    )
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })
})
