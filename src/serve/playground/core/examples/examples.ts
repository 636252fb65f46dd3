import { code } from './code.ts'
import type { Example } from './example.ts'
import { facts } from './facts.ts'
import { languages } from './languages.ts'
import { questions } from './questions.ts'

/** The examples that are built into the page. */
export const examples: readonly Example[] = [facts, code, questions, languages]
