import { expect, it } from 'vitest'
import { importPeer } from './import-peer.ts'

const peer = { name: 'a-package', purpose: 'to do a thing' }

it('gives the package', async () => {
  expect(await importPeer({ ...peer, load: async () => 7 })).toBe(7)
})

it('says what to install when it is not there', async () => {
  // A name that the type checker does not follow.
  const absent: string = 'a-package-that-nobody-installed'
  const load = () => import(/* @vite-ignore */ absent)
  await expect(importPeer({ ...peer, load })).rejects.toMatchObject({
    code: 'invalid_request',
    message: 'The package a-package is needed to do a thing, and is not installed. Install it: npm install a-package',
  })
})

it('leaves other failures alone', async () => {
  const load = async () => {
    throw new SyntaxError('broken')
  }
  await expect(importPeer({ ...peer, load })).rejects.toThrow(SyntaxError)
})
