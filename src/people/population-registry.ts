import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { askJson, type JsonService } from '../kernel/network/ask-json.ts'
import { foldedName, plainName } from '../kernel/text.ts'
import type { PersonFacts } from './person-rules.ts'

/** Who somebody says to be. */
export type ClaimedIdentity = Pick<PersonFacts, 'name' | 'nik' | 'kk' | 'bornOn'>

/**
 * The population registry, as far as the programme may ask it: whether NIK, family card, birth date and name belong
 * together. It answers match or no match, and never says which part is wrong. A registry that cannot be asked throws
 * {@link RegistryFault}: whoever waits is told to try later, and nothing is lost.
 */
export interface PopulationRegistry {
  /** how many questions it takes at the same time; 64 without it */
  readonly atOnce?: number | undefined
  check(identity: ClaimedIdentity): Promise<'match' | 'no_match'>
}

/** The registry gave no answer; the cause never carries what was asked. */
export class RegistryFault extends Error {}

const answerSchema = z.object({ match: z.boolean() })

/**
 * A registry behind one JSON call: `POST {url}` with `{"nik","kk","birth_date","name"}`, answered with 200 and
 * `{"match":true}` or `{"match":false}`. Any other answer, or none within five seconds, is a fault.
 */
export function httpRegistry(service: JsonService, atOnce?: number): PopulationRegistry {
  return {
    atOnce,
    async check({ nik, kk, bornOn, name }) {
      try {
        const question = { nik, kk, birth_date: bornOn, name: plainName(name) }
        const { status, answer } = await askJson(service, question)
        if (status !== 200) throw new RegistryFault(`the registry answered ${status}`)
        return answerSchema.parse(answer).match ? 'match' : 'no_match'
      } catch (cause) {
        if (cause instanceof RegistryFault) throw cause
        throw new RegistryFault('the registry gave no answer', { cause })
      }
    },
  }
}

/** Where none is configured: every check waits, and nobody is let through unchecked. */
export const noRegistry: PopulationRegistry = {
  async check() {
    throw new RegistryFault('no population registry is configured: set REGISTRY_URL')
  },
}

/** Somebody of the demo's registry; all of them are invented. */
export interface InventedPerson extends ClaimedIdentity {
  /** what can be tried as this person */
  readonly note: string
}

let invented: readonly InventedPerson[] | undefined

/** The people of demo/population.csv. */
export function inventedPeople(): readonly InventedPerson[] {
  const file = fileURLToPath(new URL('../../demo/population.csv', import.meta.url))
  invented ??= (parse(readFileSync(file), { columns: true, bom: true }) as Record<string, string>[]).map(
    ({ name = '', nik = '', kk = '', birth_date: bornOn = '', note = '' }) => ({
      name,
      nik,
      kk,
      bornOn,
      note,
    }),
  )
  return invented
}

/**
 * The demo's registry: the invented people of demo/population.csv must match in everything. Anybody else matches when
 * NIK and family card are of one regency; a NIK that ends in 9999 finds the registry silent, so that this can be tried.
 */
export const demoRegistry: PopulationRegistry = {
  async check({ nik, kk, bornOn, name }) {
    if (nik.endsWith('9999')) throw new RegistryFault('the demo registry is silent for this NIK')
    const known = inventedPeople().find((person) => person.nik === nik)
    if (!known) return nik.slice(0, 4) === kk.slice(0, 4) ? 'match' : 'no_match'
    const same = known.kk === kk && known.bornOn === bornOn && foldedName(known.name) === foldedName(name)
    return same ? 'match' : 'no_match'
  },
}

/** The registry that the settings ask for: a real one by its address; the demo's only where nothing is real. */
export function registryFor(settings: {
  readonly REGISTRY_URL?: string | undefined
  readonly REGISTRY_TOKEN?: string | undefined
  readonly REGISTRY_AT_ONCE?: number | undefined
  readonly production: boolean
}): PopulationRegistry {
  const { REGISTRY_URL: url, REGISTRY_TOKEN: token, REGISTRY_AT_ONCE: atOnce, production } = settings
  if (url) return httpRegistry({ url, token }, atOnce)
  return production ? noRegistry : demoRegistry
}
