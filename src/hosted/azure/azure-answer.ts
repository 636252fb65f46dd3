/** Azure hands Cohere's answers on as they are. */
export { readCohereAnswer as readAzureAnswer } from '../cohere/read-cohere-answer.ts'
