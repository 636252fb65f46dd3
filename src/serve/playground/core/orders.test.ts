import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareOrders } from './compare-orders.ts'
import { countInversions } from './count-inversions.ts'
import { describeMove } from './describe-move.ts'
import { listMoves } from './list-moves.ts'

const order = fc
  .integer({ min: 0, max: 40 })
  .chain((count) => fc.shuffledSubarray([...Array(count).keys()], { minLength: count }))

describe('listMoves', () => {
  it('says how each candidate moved, and which are gone or new', () => {
    const moves = listMoves({ from: [0, 1, 2, 3], to: [2, 0, 9, 3] })
    expect(moves).toEqual([
      { index: 2, from: 3, to: 1, direction: 'up', distance: 2 },
      { index: 0, from: 1, to: 2, direction: 'down', distance: 1 },
      { index: 9, to: 3, direction: 'new', distance: 0 },
      { index: 3, from: 4, to: 4, direction: 'same', distance: 0 },
      { index: 1, from: 2, direction: 'gone', distance: 0 },
    ])
    expect(moves.map((move) => describeMove(move))).toEqual([
      { sign: '↑2', words: 'up 2, from place 3' },
      { sign: '↓1', words: 'down 1, from place 1' },
      { sign: '+', words: 'only here' },
      { sign: '=', words: 'same place' },
      { sign: '–', words: 'not returned' },
    ])
  })

  it('moves as many places up as down', () => {
    fc.assert(
      fc.property(order, (to) => {
        const moves = listMoves({ from: [...to.keys()], to })
        const sum = (direction: string) =>
          moves.filter((move) => move.direction === direction).reduce((total, { distance }) => total + distance, 0)
        expect(sum('up')).toBe(sum('down'))
      }),
    )
  })
})

describe('compareOrders', () => {
  it.each([
    [[0, 1, 2, 3], [0, 1, 2, 3], 1],
    [[0, 1, 2, 3], [3, 2, 1, 0], -1],
    [[0, 1, 2, 3], [1, 0, 2, 3], 1 - 2 / 6],
    [[0, 1, 2], [9, 2, 1, 8], -1],
  ])('gives %j and %j Kendall’s tau of %d', (a, b, tau) => {
    expect(compareOrders({ a, b, k: 3 }).tau).toBeCloseTo(tau, 12)
  })

  it('has no tau where there is no pair', () => {
    expect(compareOrders({ a: [0, 1], b: [1, 2], k: 5 })).toEqual({ shared: 1, overlap: 1, k: 2 })
    expect(compareOrders({ a: [], b: [], k: 5 })).toEqual({ shared: 0, overlap: 0, k: 0 })
  })

  it('counts what is among the first of both', () => {
    expect(compareOrders({ a: [4, 3, 2, 1], b: [4, 1, 3, 2], k: 2 })).toMatchObject({ overlap: 1, k: 2 })
  })

  it('counts discordant pairs as the definition does', () => {
    fc.assert(
      fc.property(order, (values) => {
        let discordant = 0
        for (const [place, value] of values.entries()) {
          discordant += values.slice(place + 1).filter((later) => later < value).length
        }
        expect(countInversions(values)).toBe(discordant)
      }),
    )
  })
})
