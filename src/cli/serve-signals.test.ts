import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { cliPath, runCli } from './testing/run-cli.ts'
import { ServeProcess } from './testing/serve-process.ts'

const fillers = Array.from({ length: 19 }, (_, place) => `Museum number ${place} opens at nine and closes at five.`)

/** A request whose best document is at `best`, and the place at which the answer has it. */
async function rerank({ url, best, length = 20 }: { url: string; best: number; length?: number }): Promise<unknown> {
  const documents = Array.from({ length: length - 1 }, (_, place) => `${fillers[place % 19]} ${place}`)
  documents.splice(best, 0, 'Berlin has 3.6 million registered inhabitants.')
  const body = JSON.stringify({ model: 'secondpass-en', query: 'how many people live in berlin', documents, top_n: 1 })
  const response = await fetch(`${url}/v2/rerank`, { method: 'POST', body })
  const { results } = (await response.json()) as { results?: { index: number }[] }
  return response.status === 200 ? results?.[0]?.index : response.status
}

async function isRefused(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  try {
    await once(socket, 'connect')
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
  } finally {
    socket.destroy()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

describe('a server that gets SIGTERM', () => {
  it('under load answers rightly all that it accepted, refuses what is new, and ends with 0', async () => {
    using server = new ServeProcess()
    const url = await server.url()
    expect(await rerank({ url, best: 3 })).toBe(3)
    let answered = 0
    const accepted = Array.from({ length: 24 }, async (_, index) => {
      const found = await rerank({ url, best: index % 12, length: 12 })
      answered++
      return found
    })
    await server.until(() => answered >= 2) // Work goes on, so that all have come in.
    server.child.kill('SIGTERM')
    await server.until(() => isRefused(url))
    expect(await Promise.all(accepted)).toEqual(accepted.map((_, index) => index % 12))
    expect(await server.exit()).toBe(0)
  })

  it('from clients that go on, tells each of them clearly', async () => {
    using server = new ServeProcess()
    const url = await server.url()
    expect(await rerank({ url, best: 3 })).toBe(3)
    let ended = false
    const seen = new Set<unknown>()
    const clients = Array.from({ length: 8 }, async () => {
      while (!ended) {
        const outcome = await rerank({ url, best: 2, length: 5 }).catch((error) => error.cause?.code ?? error)
        seen.add(outcome)
        if (outcome === 'ECONNREFUSED') return
      }
    })
    await server.until(() => seen.has(2))
    server.child.kill('SIGTERM')
    expect(await server.exit()).toBe(0)
    ended = true
    await Promise.all(clients)
    // A connection may be reset that was made, and not accepted, when the server stopped to listen, or closed when idle.
    for (const outcome of seen) expect([2, 503, 'ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']).toContain(outcome)
  })

  it('answers what it accepted also where nobody reads what it says', async () => {
    using server = new ServeProcess()
    const url = await server.url()
    const accepted = rerank({ url, best: 40, length: 60 })
    await setTimeout(200)
    server.child.stderr.destroy()
    server.child.stdout.destroy()
    server.child.kill('SIGTERM')
    expect(await accepted).toBe(40)
    expect(await server.exit()).toBe(0)
  })

  it('while it starts, ends in order: as process 1 it would not hear the signal otherwise', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'secondpass-signals-'))
    const file = join(folder, 'slow.mjs')
    writeFileSync(file, "console.error('reading'); await new Promise((resolve) => setTimeout(resolve, 60_000))")
    using server = new ServeProcess({ parameters: ['--config', file] })
    await server.until(() => server.output.includes('reading'))
    rmSync(folder, { recursive: true })
    server.child.kill('SIGTERM')
    expect(await server.exit()).toBe(0)
  })

  it('ends also where the disk of what it says is full', async () => {
    const full = openSync('/dev/full', 'w')
    const port = await freePort()
    const parameters = [cliPath, 'serve', '--port', String(port), '--workers', '1']
    const child = spawn(process.execPath, parameters, { stdio: ['ignore', full, full] })
    const ended = once(child, 'exit')
    try {
      const url = `http://127.0.0.1:${port}`
      await expect.poll(() => rerank({ url, best: 3 }).catch(() => 'not yet'), { timeout: 30_000 }).toBe(3)
      child.kill('SIGTERM')
      expect(await ended).toEqual([0, null])
    } finally {
      child.kill('SIGKILL')
      closeSync(full)
    }
  })

  it('twice ends at once', async () => {
    using server = new ServeProcess()
    const url = await server.url()
    const cut = Array.from({ length: 4 }, () => rerank({ url, best: 0, length: 1000 }).catch(() => 'cut'))
    await server.until(async () => (await rerank({ url, best: 1 })) === 1)
    server.child.kill('SIGTERM')
    await server.until(() => server.output.includes('finishing what is under way'))
    server.child.kill('SIGTERM')
    expect(await server.exit()).toBe(130)
    expect(await Promise.all(cut)).toContain('cut')
  })
})

it('a server that gets Ctrl-C ends in order, with the code of an interruption', async () => {
  using server = new ServeProcess()
  const url = await server.url()
  expect(await rerank({ url, best: 3 })).toBe(3)
  server.child.kill('SIGINT')
  expect(await server.exit()).toBe(130)
})

it('a port that is taken ends the command with a word on it', async () => {
  using server = new ServeProcess()
  const { port } = new URL(await server.url())
  const { code, stderr } = await runCli(['serve', '--port', port])
  expect(code).toBe(1)
  expect(stderr).toContain(`Port ${port} of 127.0.0.1 is taken by another program.`)
})

it('keys of the environment are asked for', async () => {
  using server = new ServeProcess({ env: { SECONDPASS_API_KEYS: 'one,two' } })
  expect(await rerank({ url: await server.url(), best: 0 })).toBe(401)
})
