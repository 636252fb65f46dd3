/** A candidate as it was typed or loaded: a text, or an object with fields. */
export type Candidate = string | Readonly<Record<string, unknown>>
