export { embeddedModels, findEmbeddedModel } from './embedded-model.ts'
