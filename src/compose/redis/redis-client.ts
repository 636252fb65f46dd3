/**
 * A connection to Redis: of the package `redis` (node-redis) or `ioredis`. Only what both have in some form is used, so a
 * client of your own can be passed as it is.
 */
export type RedisClient =
  /** ioredis */
  | { call(command: string, ...parameters: string[]): Promise<unknown> }
  /** node-redis */
  | { sendCommand(parameters: string[]): Promise<unknown> }

/** How a store or a ledger reaches Redis. */
export type RedisConnection =
  | { /** A connected client; its owner closes it. */ readonly client: RedisClient }
  | {
      /** `redis://…` or `rediss://…`; the package `redis` or `ioredis` must be installed. */
      readonly url: string
    }

/** Sends one command. */
export type SendCommand = (command: string, ...parameters: string[]) => Promise<unknown>
