/** What is wrong with a field of the form. */
export class Problem extends Error {
  /** The id of the field. */
  readonly field: string
  /** The id of the place where it is said. */
  readonly place: string

  constructor({ field, place = `${field}-error`, message }: { field: string; place?: string; message: string }) {
    super(message)
    this.field = field
    this.place = place
  }
}
