import { InvalidArgumentError } from 'commander'

export type Group = { readonly name: string; readonly occupations: string[] }

/** `Name=occupation,occupation`, beside the groups before it. */
export function groupOf(text: string, before: readonly Group[]): Group[] {
  const [name = '', ...occupations] = text.split(/[=,]/).map((part) => part.trim())
  if (name === '') throw new InvalidArgumentError('It must be written Name=occupation,occupation.')
  return [...before, { name, occupations: occupations.filter((part) => part !== '') }]
}

/** `32=18.25`: hundredths of a percent of the quota, beside those of other provinces. */
export function shareOf(text: string, before: ReadonlyMap<string, number>): Map<string, number> {
  const [, province, percent] = /^(\d{2})=(\d{1,3}(?:\.\d{1,2})?)$/.exec(text) ?? []
  const share = Math.round(Number(percent) * 100)
  if (!province || !(share <= 10_000))
    throw new InvalidArgumentError(
      'It must be written 32=18.25: two digits of a province, percent of the quota.',
    )
  return new Map([...before, [province, share]])
}

/** Groups with the one at the end that takes everybody else. */
export function withEverybodyElse(given: readonly Group[]): Group[] {
  const others = given.at(-1)?.occupations.length === 0 ? [] : [{ name: 'Lainnya', occupations: [] }]
  return [...given, ...others]
}
