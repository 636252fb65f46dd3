import { SecondpassError } from '../reranker/index.ts'

/**
 * Imports a package that only some services need, and that is not installed with this one.
 *
 * @throws SecondpassError `invalid_request`, which says what to install.
 */
export async function importPeer<Module>({
  name,
  purpose,
  load,
}: {
  name: string
  /** What it is needed for: `to sign calls of Amazon Bedrock`. */
  purpose: string
  load: () => Promise<Module>
}): Promise<Module> {
  try {
    return await load()
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause
    const message = `The package ${name} is needed ${purpose}, and is not installed. Install it: npm install ${name}`
    throw new SecondpassError({ code: 'invalid_request', message, cause })
  }
}
