import type { CrossEncoderSettings } from './cross-encoder-options.ts'
import type { ModelDescription } from './model-description.ts'

/** What is known of a cross-encoder that is there: its model, and the settings that it reads with. */
export interface CrossEncoderFacts
  extends CrossEncoderSettings,
    Pick<ModelDescription, 'id' | 'revision' | 'dtype' | 'scale' | 'window'> {}
