import { SecondpassError } from '../reranker/index.ts'

/** A model on a Hugging Face hub. */
export interface HubName {
  /** `organisation/name`, or `name` for the few that stand alone. */
  readonly repository: string
  /** A branch, a tag or a commit. */
  readonly revision: string
}

/** A branch or tag can move; a full commit id cannot, so what it names need not be asked for again. */
export const commitPattern: RegExp = /^[0-9a-f]{40}$/

const repositoryPattern = /^[A-Za-z0-9][\w.-]{0,95}(?:\/[A-Za-z0-9][\w.-]{0,95})?$/
const revisionPattern = /^[\w./-]{1,128}$/
const prefix = 'hf:'

/** Whether a model's name says that it is on a hub. */
export function isHubName(name: string): boolean {
  return name.startsWith(prefix)
}

/**
 * Reads `hf:organisation/name` or `hf:organisation/name@revision`. The parts become folder names and parts of URLs, so
 * whatever could lead elsewhere is refused.
 *
 * @throws SecondpassError `invalid_request` when the name is not of that form.
 */
export function parseHubName(name: string): HubName {
  const [repository = '', revision = 'main', ...rest] = name.slice(prefix.length).split('@')
  if (!isHubName(name) || rest.length > 0) throw wrong(name, 'It has the form hf:organisation/name or hf:…@revision.')
  if (!repositoryPattern.test(repository) || /\.\.|--|[.-](?:\/|$)|\.git(?:\/|$)/.test(repository)) {
    throw wrong(name, 'An organisation and a name consist of letters, digits, "-", "_" and ".", up to 96 each.')
  }
  const segments = revision.split('/')
  if (!revisionPattern.test(revision) || revision.includes('..') || segments.some((part) => /^\.?$/.test(part))) {
    throw wrong(name, 'A revision is a branch, a tag or a commit.')
  }
  return { repository, revision }
}

/** The one way to write the name of a model, with its revision. */
export function formatHubName({ repository, revision }: HubName): string {
  return `${prefix}${repository}@${revision}`
}

function wrong(name: string, rule: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message: `${JSON.stringify(name)} names no model. ${rule}` })
}
