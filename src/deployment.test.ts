import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { runCli } from './cli/testing/run-cli.ts'
import { type StartedServer, startServer } from './cli/testing/start-server.ts'
import type { ServeConfig } from './serve/index.ts'

const deploy = fileURLToPath(new URL('../deploy', import.meta.url))
const read = (path: string): string => readFileSync(join(deploy, path), 'utf8')
const config = JSON.parse(read('kubernetes/secondpass.config.json')) as ServeConfig
const dockerfile = read('Dockerfile')
const compose = parse(read('compose.yaml'))
const resources = Object.fromEntries(
  (parse(read('kubernetes/kustomization.yaml')).resources as string[]).map((file) => [
    file,
    parse(read(`kubernetes/${file}`)),
  ]),
)
const deployment = resources['deployment.yaml']
const pod = deployment.spec.template.spec
const [container] = pod.containers

let folder: string
let server: StartedServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-deployment-'))
  const keys = join(folder, 'api-keys')
  writeFileSync(keys, 'test-key\n')
  // As the cluster's, but for places and ports.
  const { host: _, port: __, ...rest } = config
  const file = join(folder, 'secondpass.config.json')
  writeFileSync(file, JSON.stringify({ ...rest, host: '127.0.0.1', apiKeysFile: keys, metrics: {}, drain: {} }))
  server = await startServer(['--config', file, '--workers', '1'])
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const port = (): string => new URL(server.url).port
const get = (path: string): Promise<Response> => fetch(`${server.url}${path}`)

describe('the files for Kubernetes', () => {
  it('are what the kustomization names, and each one resource', () => {
    const files = readdirSync(join(deploy, 'kubernetes')).sort()
    const others = ['kustomization.yaml', 'prometheus-adapter.yaml', 'secondpass.config.json']
    expect(files).toEqual([...Object.keys(resources), ...others].sort())
    for (const file of Object.keys(resources)) {
      const documents = parseAllDocuments(read(`kubernetes/${file}`))
      expect(documents.flatMap(({ errors }) => errors)).toEqual([])
      expect(documents).toHaveLength(1)
      expect(resources[file]).toMatchObject({
        apiVersion: expect.any(String),
        kind: expect.any(String),
        metadata: { name: 'secondpass' },
      })
    }
  })

  it('name paths that the server has, and that become good', async () => {
    for (const name of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      const { path, port } = container[name].httpGet
      expect(port).toBe('http')
      await expect.poll(async () => (await get(path)).status, { timeout: 30_000 }).toBe(200)
    }
    expect(deployment.spec.template.metadata.annotations['prometheus.io/path']).toBe('/metrics')
  })

  it('have a configuration that the server takes, and that asks for keys', async () => {
    const body = JSON.stringify({ model: 'rerank-v3.5', query: 'tides', documents: ['the moon', 'bread'] })
    const headers = { 'content-type': 'application/json' }
    const ask = (more: object) =>
      fetch(`${server.url}/v2/rerank`, { method: 'POST', headers: { ...headers, ...more }, body })
    expect((await ask({})).status).toBe(401)
    expect((await ask({ authorization: 'Bearer test-key' })).status).toBe(200)
  })

  it('agree with the configuration about ports, places and times', () => {
    const ports = Object.fromEntries(
      container.ports.map(({ name, containerPort }: { name: string; containerPort: number }) => [name, containerPort]),
    )
    expect(ports).toEqual({ http: config.port, metrics: config.metrics?.port })
    expect(deployment.spec.template.metadata.annotations['prometheus.io/port']).toBe(String(ports['metrics']))
    expect(resources['service.yaml'].spec.ports[0].targetPort).toBe('http')

    const mounts = Object.fromEntries(
      container.volumeMounts.map(({ name, mountPath }: { name: string; mountPath: string }) => [name, mountPath]),
    )
    expect(pod.volumes.map(({ name }: { name: string }) => name).sort()).toEqual(Object.keys(mounts).sort())
    const [{ name: map, files }] = parse(read('kubernetes/kustomization.yaml')).configMapGenerator
    expect(pod.volumes).toContainEqual({ name: 'config', configMap: { name: map } })
    expect(container.env).toContainEqual({ name: 'SECONDPASS_CONFIG', value: `${mounts['config']}/${files[0]}` })
    expect(config.apiKeysFile).toBe(`${mounts['keys']}/api-keys`)

    const { delay = 0, timeout = 0 } = config.drain ?? {}
    expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(delay + timeout)
    const { periodSeconds, failureThreshold } = container.readinessProbe
    expect(delay).toBeGreaterThanOrEqual(periodSeconds * 1000)
    expect(failureThreshold).toBeGreaterThan(0)
  })

  it('select the pods that there are', () => {
    const { labels } = deployment.spec.template.metadata
    expect(deployment.spec.selector.matchLabels).toEqual(labels)
    expect(resources['service.yaml'].spec.selector).toEqual(labels)
    expect(resources['disruption-budget.yaml'].spec.selector.matchLabels).toEqual(labels)
    const { apiVersion, kind, metadata } = deployment
    expect(resources['autoscaler.yaml'].spec.scaleTargetRef).toEqual({ apiVersion, kind, name: metadata.name })
    expect(resources['disruption-budget.yaml'].spec.minAvailable).toBeLessThan(
      resources['autoscaler.yaml'].spec.minReplicas,
    )
  })

  it('scale on a metric that the server has', async () => {
    const [{ pods }] = resources['autoscaler.yaml'].spec.metrics
    const [rule] = parse(read('kubernetes/prometheus-adapter.yaml')).rules.custom
    expect(rule.name.as).toBe(pods.metric.name)
    expect(rule.seriesQuery.startsWith(`${pods.metric.name}{`)).toBe(true)
    const headers = { authorization: 'Bearer test-key' }
    const metrics = await (await fetch(`${server.url}/metrics`, { headers })).text()
    expect(metrics).toMatch(new RegExp(`^# TYPE ${pods.metric.name} gauge$`, 'm'))
  })
})

describe('the image', () => {
  it('is healthy when the server is ready, and not when there is none', async () => {
    const [, command] = /HEALTHCHECK [\s\S]*?CMD (\[.*\])$/m.exec(dockerfile) ?? []
    const [program, ...parameters] = JSON.parse(command as string) as [string, ...string[]]
    expect(program).toBe('node')
    const check = (port: string) =>
      promisify(execFile)(process.execPath, parameters, { env: { ...process.env, SECONDPASS_PORT: port } })
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 30_000 }).toBe(200)
    await check(port())
    await expect(check('1')).rejects.toMatchObject({ code: 1 })
  })

  it('is built of files that are there and not left out', () => {
    const root = fileURLToPath(new URL('..', import.meta.url))
    const there = readdirSync(root)
    const kept = read('Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
    expect(there).toEqual(expect.arrayContaining(kept))
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '))
    expect(kept).toEqual(expect.arrayContaining(copied.filter((name) => name !== '.')))
  })

  it('runs a Node that the package supports, as a user without rights', () => {
    const [, major] = /^ARG NODE=node:(\d+)\.\d+\.\d+-/m.exec(dockerfile) ?? []
    expect(Number(major)).toBeGreaterThanOrEqual(22)
    expect(dockerfile).toMatch(/^USER 1000:1000$/m)
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 })
    expect(container.securityContext.readOnlyRootFilesystem).toBe(true)
    expect(compose.services.secondpass.read_only).toBe(true)
  })
})

it('every variable that the files set is one that the command reads', async () => {
  const { stdout: help } = await runCli(['serve', '--help'])
  const known = new Set([...help.matchAll(/SECONDPASS_\w+/g)].map(([name]) => name))
  const files = readdirSync(deploy, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const named = files.flatMap(({ parentPath, name }) => [
    ...readFileSync(join(parentPath, name), 'utf8').matchAll(/SECONDPASS_\w+/g),
  ])
  expect(named.length).toBeGreaterThan(5)
  expect(named.map(([name]) => name).filter((name) => !known.has(name))).toEqual([])
})

it('the time that compose gives is more than the server takes to end', () => {
  expect(Number.parseInt(compose.services.secondpass.stop_grace_period, 10)).toBeGreaterThan(30)
  expect(compose.services.secondpass.depends_on.redis.condition).toBe('service_healthy')
  expect(compose.services.redis.healthcheck.test).toEqual(['CMD', 'redis-cli', 'ping'])
})
