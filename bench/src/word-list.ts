const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/** Vocabulary of the generated documents: what technical prose about software is made of. */
export const wordList: Record<'nouns' | 'plurals' | 'verbs' | 'adjectives' | 'places' | 'adverbs', readonly string[]> =
  {
    nouns: words(`
    server client request response cache index query database transaction log snapshot replica cluster node partition
    shard leader follower scheduler worker thread process kernel buffer page block segment journal checkpoint backup
    compiler parser runtime library module package interface protocol socket packet router proxy gateway certificate
    token session password key signature hash checksum container image volume filesystem directory file descriptor
    queue message broker consumer producer stream pipeline batch job timer signal lock semaphore counter histogram
    metric alert dashboard trace span configuration variable template script command shell terminal editor branch
    commit repository release version schema column row table view trigger constraint sensor battery engine valve
    pump turbine reactor telescope satellite antenna amplifier capacitor resistor microphone laser crystal enzyme
  `),
    plurals: words(`
    servers clients requests connections records entries writes reads errors warnings retries timeouts failures crashes
    updates indexes tables columns keys values threads processes buffers pages blocks segments files messages events
    batches jobs tokens sessions certificates packets routes headers cookies metrics alerts measurements experiments
    temperatures pressures voltages samples patients proteins cells tests benchmarks releases migrations users
  `),
    verbs: words(`
    stores reads writes copies sends receives validates rejects accepts compresses encrypts decodes parses compiles
    schedules delays retries restarts recovers replays flushes truncates rotates merges splits balances monitors
    measures reports limits throttles allocates releases locks updates replaces deletes restores verifies compares
    indexes caches invalidates forwards routes filters sorts joins collects exports imports loads configures detects
  `),
    adjectives: words(`
    distributed local remote primary secondary persistent temporary volatile incremental asynchronous synchronous
    concurrent sequential random atomic consistent stale fresh corrupted missing duplicate redundant optional required
    default custom internal external public private secure encrypted anonymous authenticated slow fast idle busy large
    small empty full dirty clean broken stable experimental deprecated recent previous next final initial average
    maximum minimum critical harmless expensive cheap readable portable linear thermal optical electrical chemical
  `),
    places: words(
      `memory disk production staging parallel background practice advance order sequence isolation transit`,
    ),
    adverbs: words(`
    automatically periodically eventually immediately carefully rarely usually silently quickly gradually correctly
    manually twice atomically lazily safely
  `),
  }
