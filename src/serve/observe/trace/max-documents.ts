/** Documents of which a span tells: SDKs keep 128 attributes of a span, and drop the rest. */
export const maxDocuments = 20
