/** A request's place on a model's workers, as arithmetic sees it. */
export interface Load {
  /** Tokens that are not read yet. */
  readonly left: number
  /** Its claim on the model's speed beside the others'. */
  readonly weight: number
  /** The most of the model's speed that it can use alone, above 0 to 1: one pair keeps one worker busy, however many there are. */
  readonly most: number
}
