import { type ClaimedIdentity, type PopulationRegistry, RegistryFault } from './population-registry.ts'

/** What the registry said of somebody, or that it said nothing. */
export type RegistryAnswer = 'match' | 'no_match' | 'unreachable'

/** Questions that wait for their answers at the same time, where the registry does not say how many it takes. */
const askedAtOnce = 64

/** Asks the registry of many people, some at a time; the answers are in the order of the people. */
export async function askRegistry(
  registry: PopulationRegistry,
  people: readonly ClaimedIdentity[],
): Promise<RegistryAnswer[]> {
  const answers = new Array<RegistryAnswer>(people.length)
  let next = 0
  const asker = async () => {
    while (next < people.length) {
      const place = next++
      answers[place] = await answerOf(registry, people[place]!)
    }
  }
  await Promise.all(Array.from({ length: Math.min(registry.atOnce ?? askedAtOnce, people.length) }, asker))
  return answers
}

async function answerOf(registry: PopulationRegistry, person: ClaimedIdentity): Promise<RegistryAnswer> {
  try {
    return await registry.check(person)
  } catch (fault) {
    if (!(fault instanceof RegistryFault)) throw fault
    return 'unreachable'
  }
}
