import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resolveHubSettings } from './hub-settings.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-settings-'))
  writeFileSync(join(folder, 'token'), 'hf_fromFile\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

const resolve = (environment: Record<string, string>, settings = {}): ReturnType<typeof resolveHubSettings> =>
  resolveHubSettings({ environment: { HF_TOKEN_PATH: '/nowhere', ...environment }, ...settings })

test.each([
  [{}, join(homedir(), '.cache/huggingface/hub')],
  [{ XDG_CACHE_HOME: '/xdg' }, '/xdg/huggingface/hub'],
  [{ XDG_CACHE_HOME: '/xdg', HF_HOME: '/home' }, '/home/hub'],
  [{ HF_HOME: '~/models' }, join(homedir(), 'models/hub')],
  [{ HF_HOME: '$DISK/hf', DISK: '/disk' }, '/disk/hf/hub'],
  [{ HF_HOME: '/home', HUGGINGFACE_HUB_CACHE: '/older' }, '/older'],
  [{ HF_HOME: '/home', HUGGINGFACE_HUB_CACHE: '/older', HF_HUB_CACHE: '/cache' }, '/cache'],
])('the cache with %j', (environment, expected) => {
  expect(resolve(environment).cacheFolder).toBe(expected)
})

test('what is said in the program goes before the environment', () => {
  const settings = { cacheFolder: '/mine', endpoint: 'https://mirror.example', offline: false, token: 'hf_mine' }
  const environment = { HF_HUB_CACHE: '/a', HF_ENDPOINT: 'https://b.example', HF_HUB_OFFLINE: '1', HF_TOKEN: 'hf_c' }
  const resolved = resolve(environment, settings)
  expect(resolved).toMatchObject({ cacheFolder: '/mine', offline: false, token: 'hf_mine' })
  expect(resolved.endpoint.href).toBe('https://mirror.example/')
  expect(resolve(environment, { token: false }).token).toBeUndefined()
})

test('the token comes from the variable, its older name, or the file', () => {
  expect(resolve({ HF_TOKEN: ' hf_a\n', HUGGING_FACE_HUB_TOKEN: 'hf_b' }).token).toBe('hf_a')
  expect(resolve({ HUGGING_FACE_HUB_TOKEN: 'hf_b' }).token).toBe('hf_b')
  expect(resolve({ HF_TOKEN_PATH: join(folder, 'token') }).token).toBe('hf_fromFile')
  expect(resolveHubSettings({ environment: { HF_HOME: folder } }).token).toBe('hf_fromFile')
  expect(resolve({}).token).toBeUndefined()
  expect(() => resolve({ HF_TOKEN: 'hf_a\r\nHost: b' })).toThrow(
    expect.objectContaining({ code: 'invalid_request', message: expect.not.stringContaining('hf_a') }),
  )
})

test.each(['1', 'ON', 'yes', 'True'])('offline is %s', (value) => {
  expect(resolve({ HF_HUB_OFFLINE: value }).offline).toBe(true)
  expect(resolve({ TRANSFORMERS_OFFLINE: value }).offline).toBe(true)
})

test.each(['', '0', 'off', 'no'])('offline is not %j', (value) => {
  expect(resolve({ HF_HUB_OFFLINE: value }).offline).toBe(false)
})

test('a hub may live below a path', () => {
  expect(resolve({ HF_ENDPOINT: 'https://proxy.example/hf' }).endpoint.href).toBe('https://proxy.example/hf/')
})

test.each(['huggingface.co', 'ftp://a.example', 'https://user:secret@a.example'])('%s is no hub', (endpoint) => {
  expect(() => resolve({ HF_ENDPOINT: endpoint })).toThrow(
    expect.objectContaining({ code: 'invalid_request', message: expect.not.stringContaining('secret') }),
  )
})
