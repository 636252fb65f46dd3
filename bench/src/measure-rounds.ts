import { setTimeout } from 'node:timers/promises'

const rest = 300

/**
 * Asks every contestant once a round, one at a time, so that whatever else the machine does meanwhile hits all of them.
 * The order changes from round to round, and there is a rest before each, since one that freed gigabytes or left threads
 * spinning slows the one behind it.
 */
export async function measureRounds<Name extends string, Contestant, T>({
  processes,
  rounds,
  ask,
}: {
  processes: ReadonlyMap<Name, Contestant>
  rounds: number
  ask: (contestant: Contestant) => Promise<T>
}): Promise<Map<Name, T[]>> {
  const answers = new Map<Name, T[]>([...processes.keys()].map((name) => [name, []]))
  const all = [...processes]
  for (let round = 0; round < rounds; round++) {
    for (const [name, contestant] of orderOf(all, round)) {
      await setTimeout(rest)
      answers.get(name)?.push(await ask(contestant))
    }
  }
  return answers
}

/** Every round starts with another one, and every other round goes backwards. */
function orderOf<T>(all: readonly T[], round: number): T[] {
  const turn = round % all.length
  const order = [...all.slice(turn), ...all.slice(0, turn)]
  return round % 2 === 0 ? order : order.reverse()
}
