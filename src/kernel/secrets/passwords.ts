import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { done, type Outcome, refuse } from '../refusal.ts'
import { type Weakness, weaknessOf } from './password-strength.ts'

const argon = promisify(argon2)

/** Hashes at the same time: one core is left for those who only wait for a page, however many choose a password. */
const atOnce = Math.max(1, availableParallelism() - 1)
let hashing = 0
const waiting: (() => void)[] = []

async function derive(...asked: Parameters<typeof argon>): Promise<Buffer> {
  if (hashing >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else hashing += 1
  try {
    return await argon(...asked)
  } finally {
    // Whoever waits takes the place over.
    const next = waiting.shift()
    if (next) next()
    else hashing -= 1
  }
}

/** OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane. */
const costs = { memory: 19_456, passes: 2, parallelism: 1 } as const
const tagLength = 32

/** How long a password may be, in characters. Which ones of this length are guessed all the same: {@link chosenPassword}. */
export const passwordLength = { min: 10, max: 128 } as const

/** Why a password cannot be chosen: one refusal for each {@link Weakness}. */
export type PasswordRefusal = `password_${Weakness}`

/**
 * The hash of a password that somebody chooses: every place where one is set passes through here. Refused when it is
 * guessed soon: one that many choose, one of what is known of its owner (`about`: name, email, phone, the place it is
 * for), a row or a repetition, or too few words. Passwords of before are not asked again: they log in as they are.
 */
export async function chosenPassword(
  password: string,
  about: readonly (string | null | undefined)[],
): Promise<Outcome<string, PasswordRefusal>> {
  const weakness = await weaknessOf(password, about)
  return weakness ? refuse(`password_${weakness}`) : done(await hashPassword(password))
}

/** Hashes a password with Argon2id; the answer is a PHC string. Whoever lets people choose takes {@link chosenPassword}. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive('argon2id', {
    message: Buffer.from(password.normalize('NFKC')),
    nonce: salt,
    tagLength,
    ...costs,
  })
  const { memory, passes, parallelism } = costs
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

/** The hash of a password that nobody has ever seen: of an account that nobody logs in to any more. */
export function hashOfNoPassword(): Promise<string> {
  return hashPassword(randomBytes(24).toString('base64'))
}

/** Whose password is checked when there is no account: made once, matched by nothing. */
let nobody: Promise<string> | undefined

/**
 * Whether a password is the one behind the hash. Without a hash (no such account) it works just as long and says no,
 * so that the time tells nobody which addresses have accounts.
 */
export async function passwordHolds(password: string, hash: string | undefined): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(24).toString('base64'))
  const parts = parse(hash ?? (await nobody))
  // A password longer than the rule is never right; it must not buy more work either.
  const message = Buffer.from(password.slice(0, passwordLength.max * 2).normalize('NFKC'))
  const { memory, passes, parallelism, salt, tag } = parts
  const found = await derive('argon2id', {
    message,
    nonce: salt,
    tagLength: tag.length,
    memory,
    passes,
    parallelism,
  })
  return timingSafeEqual(found, tag) && hash !== undefined
}

function parse(phc: string) {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc)
  if (!found) throw new Error('a stored password hash is no Argon2id PHC string')
  const [, memory, passes, parallelism, salt = '', tag = ''] = found
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
