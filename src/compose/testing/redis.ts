import { connect, createServer, type Server, type Socket } from 'node:net'
import { createClient } from 'redis'

/** The Redis that tests use. They fail where it is missing. */
export const redisUrl: string = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379'

/** A prefix of one test's own, and the function that removes its keys. */
export function testPrefix(): { prefix: string; clean: () => Promise<void> } {
  const prefix = `secondpass-test-${process.pid}-${Math.random().toString(36).slice(2)}:`
  const clean = async () => {
    const client = createClient({ url: redisUrl })
    await client.connect()
    for await (const keys of client.scanIterator({ MATCH: `${prefix}*` })) {
      if (keys.length > 0) await client.del(keys)
    }
    client.destroy()
  }
  return { prefix, clean }
}

/** A way to Redis that can be cut. */
export async function cuttableRedis(): Promise<{ url: string; cut: () => void; close: () => void }> {
  const { hostname, port } = new URL(redisUrl)
  const sockets = new Set<Socket>()
  let open = true
  const server: Server = createServer((socket) => {
    if (!open) {
      socket.destroy()
      return
    }
    const behind = connect(Number(port || 6379), hostname)
    for (const end of [socket, behind]) {
      sockets.add(end)
      end.on('error', () => {})
      end.on('close', () => sockets.delete(end))
    }
    socket.pipe(behind).pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as { port: number }
  const cut = () => {
    open = false
    for (const socket of sockets) socket.destroy()
  }
  const close = () => {
    cut()
    server.close()
  }
  return { url: `redis://127.0.0.1:${address.port}`, cut, close }
}
