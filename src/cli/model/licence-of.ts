import { readLicence } from '../../cross-encoder/index.ts'
import { isNonCommercial, modelAliases } from '../../hub/index.ts'

/** The licence of a model: as its folder names it, else as it is known of the repository. */
export function licenceOf({ folder, repository }: { folder: string; repository: string }): string | undefined {
  return readLicence(folder) ?? Object.values(modelAliases).find((alias) => alias.repository === repository)?.licence
}

/** A licence for people, who must not miss that it forbids commercial use. */
export function markLicence(licence: string): string {
  return isNonCommercial(licence) ? `${licence} (NO COMMERCIAL USE)` : licence
}
