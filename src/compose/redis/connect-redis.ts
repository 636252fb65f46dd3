import { SecondpassError } from '../../reranker/index.ts'
import type { RedisClient, RedisConnection, SendCommand } from './redis-client.ts'

/** A connection that is made with the first command. */
export interface LazyRedis {
  readonly send: SendCommand
  /** Closes the connection, if it was made here. */
  close(): Promise<void>
}

interface OwnClient {
  readonly client: RedisClient
  readonly close: () => void
  /** Whether the connection keeps the process alive. */
  readonly hold: (on: boolean) => void
}

/** Sends commands with the given client, or with one of its own to the given address. */
export function connectRedis(connection: RedisConnection): LazyRedis {
  if ('client' in connection) return { send: sender(connection.client), close: async () => {} }
  let own: Promise<OwnClient> | undefined
  let underway = 0
  const connected = () => {
    own ??= openClient(connection.url)
    own.catch(() => {
      own = undefined // The next command tries again.
    })
    return own
  }
  return {
    send: async (command, ...parameters) => {
      const { client, hold } = await connected()
      // Who waits for an answer gets it; an idle connection does not keep the process alive.
      if (underway++ === 0) hold(true)
      try {
        return await sender(client)(command, ...parameters)
      } finally {
        if (--underway === 0) hold(false)
      }
    },
    close: async () => {
      const opened = await own?.catch(() => undefined)
      own = undefined
      opened?.close()
    },
  }
}

function sender(client: RedisClient): SendCommand {
  // ioredis has a `sendCommand` too, which takes something else.
  if ('call' in client) return async (command, ...parameters) => await client.call(command, ...parameters)
  return async (command, ...parameters) => await client.sendCommand([command, ...parameters])
}

/** Milliseconds until there is a connection, and until the Redis behind it has answered for the first time. */
const connectTimeout = 2000

/** Commands fail at once while there is no connection. */
async function openClient(url: string): Promise<OwnClient> {
  const redis = await import('redis').catch(ignoreMissing)
  if (redis !== undefined) {
    const client = redis.createClient({ url, disableOfflineQueue: true, socket: { connectTimeout } })
    client.on('error', () => {}) // Told by the commands that fail.
    await firstConnection({ connect: () => client.connect(), failed: failureOf(client), end: () => client.destroy() })
    return { client, close: () => client.destroy(), hold: (on) => (on ? client.ref() : client.unref()) }
  }
  const ioredis = await import('ioredis').catch(ignoreMissing)
  if (ioredis === undefined) {
    throw new SecondpassError({
      code: 'invalid_request',
      message: 'Redis needs a client: install the package `redis` or `ioredis` (npm install redis).',
    })
  }
  const client = new ioredis.Redis(url, { lazyConnect: true, enableOfflineQueue: false, connectTimeout })
  client.on('error', () => {})
  await firstConnection({ connect: () => client.connect(), failed: failureOf(client), end: () => client.disconnect() })
  return {
    client,
    close: () => client.disconnect(),
    hold: (on) => (on ? client.stream?.ref() : client.stream?.unref()),
  }
}

/** The client goes on trying for ever, also where a connection is taken and nothing answers; those who wait for it do not. */
async function firstConnection({
  connect,
  failed,
  end,
}: {
  connect: () => Promise<unknown>
  /** Rejects with the first failure. */
  failed: Promise<never>
  end: () => void
}): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, connectTimeout, new Error('Redis did not answer in time.'))
  })
  const connecting = connect()
  connecting.catch(() => {})
  try {
    await Promise.race([connecting, failed, late])
  } catch (error) {
    end()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function failureOf(client: { once(event: 'error', listener: (error: Error) => void): unknown }): Promise<never> {
  const failed = new Promise<never>((_, reject) => client.once('error', reject))
  failed.catch(() => {}) // It may fail later, when nobody waits for it.
  return failed
}

function ignoreMissing(error: unknown): undefined {
  if ((error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND') return undefined
  throw error
}
