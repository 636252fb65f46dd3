/** The part of a log that models tell of themselves in. */
export interface ModelLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
