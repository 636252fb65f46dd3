/** Names that clients send when nobody chose a model. */
export const unnamedModels: readonly string[] = ['', 'default', 'default/not-specified']
