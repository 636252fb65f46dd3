/**
 * What can be reranked: a string, or an object. An object's text is its `text` field unless the request says
 * otherwise with `fields` or `textOf`. Two more fields are read where they exist: `id` (or `_id`) and `score`,
 * the score of the first stage.
 */
export type Document = string | object

/** The names of a document's fields; `never` for strings. A union of document types gives the union of their fields. */
export type FieldOf<D extends Document> = D extends string ? never : Extract<keyof D, string>
