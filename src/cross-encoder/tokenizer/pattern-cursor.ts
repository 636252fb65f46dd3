import { notRead } from './read-component.ts'

/** A place in the regular expression of a tokenizer. */
export class PatternCursor {
  readonly pattern: string
  readonly #signs: readonly string[]
  #place = 0

  constructor(pattern: string) {
    this.pattern = pattern
    this.#signs = Array.from(pattern)
  }

  get atEnd(): boolean {
    return this.#place >= this.#signs.length
  }

  get next(): string | undefined {
    return this.#signs[this.#place]
  }

  /** Steps over `text` if it comes next. */
  skip(text: string): boolean {
    const found = this.#signs.slice(this.#place, this.#place + text.length).join('') === text
    if (found) this.#place += Array.from(text).length
    return found
  }

  take(): string {
    const sign = this.#signs[this.#place++]
    if (sign === undefined) throw this.refuse('an unfinished part')
    return sign
  }

  /** Steps over what `expression`, which must be sticky, matches here. */
  match(expression: RegExp): RegExpExecArray | null {
    const rest = this.#signs.slice(this.#place, this.#place + 32).join('')
    const found = expression.exec(rest)
    if (found) this.#place += Array.from(found[0]).length
    return found
  }

  refuse(what: string): Error {
    return notRead(`${what} in the regular expression ${JSON.stringify(this.pattern.slice(0, 200))}`)
  }
}
