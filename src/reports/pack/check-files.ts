import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { digestOf } from '../../kernel/files/digest-of.ts'
import { type Verdict, verifyByKeys } from '../../reconciliation/sign-file.ts'
import { type Manifest, manifestSchema, packFiles } from './manifest.ts'
import { flaw, looking, type PackCheck } from './pack-check.ts'
import { packTables } from './pack-tables.ts'

const keysSchema = z.object({
  id: z.string(),
  verificationMethod: z.array(z.object({ id: z.string(), publicKeyMultibase: z.string() })),
})

const said: Readonly<Record<Exclude<Verdict, 'holds'>, string>> = {
  broken: 'the signature is not of this manifest: one of the two was changed',
  key_unknown: 'the key of the signature is none of those that are given',
  not_a_signature: 'this is no signature',
}

/** Everything that a pack has besides its draws, whose files depend on how far each has come. */
const needed: readonly string[] = [
  ...Object.values(packTables).map(({ file }) => file),
  ...Object.values(packFiles).filter((name) => name !== packFiles.manifest && name !== packFiles.signature),
]

/**
 * The manifest of a pack, once its signature and every file were compared with it; undefined where there is none. `keys` is a
 * `did.json` that was had from the issuer; without it that of the pack is taken.
 */
export async function checkFiles(check: PackCheck, keys: string | undefined): Promise<Manifest | undefined> {
  const { folder } = check
  const text = await looking(check, packFiles.manifest, () => readFile(path.join(folder, packFiles.manifest)))
  const manifest =
    text &&
    (await looking(check, packFiles.manifest, async () => manifestSchema.parse(JSON.parse(`${text}`))))
  if (!manifest) return undefined
  await looking(check, packFiles.signature, () => checkSignature(check, text, manifest, keys))
  const listed = new Map(manifest.files.map((file) => [file.name, file]))
  for (const name of needed)
    if (!listed.has(name)) flaw(check, packFiles.manifest, `it does not list ${name}`)
  const there = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const one of there) {
    const name = path.relative(folder, path.join(one.parentPath, one.name)).replaceAll(path.sep, '/')
    if (one.isDirectory() || listed.has(name)) continue
    if (name !== packFiles.manifest && name !== packFiles.signature)
      flaw(check, name, 'the manifest does not list it')
  }
  for (const { name, sha256, bytes } of manifest.files)
    await looking(check, name, async () => {
      const found = await digestOf(path.join(folder, name))
      if (found.sha256 !== sha256 || found.bytes !== bytes)
        flaw(check, name, `it has the SHA-256 ${found.sha256}, the manifest says ${sha256}: it was changed`)
    })
  return manifest
}

async function checkSignature(
  check: PackCheck,
  text: Buffer,
  { issuer }: Manifest,
  given: string | undefined,
): Promise<void> {
  const jws = await readFile(path.join(check.folder, packFiles.signature), 'utf8')
  const keys = keysSchema.parse(
    JSON.parse(given ?? (await readFile(path.join(check.folder, packFiles.keys), 'utf8'))),
  )
  if (keys.id !== issuer)
    flaw(check, packFiles.manifest, `it is of ${issuer}, and the keys are those of ${keys.id}`)
  const known = keys.verificationMethod.map(({ id, publicKeyMultibase }) => [id, publicKeyMultibase] as const)
  const verdict = await verifyByKeys(new Map(known), text, jws)
  if (verdict !== 'holds') flaw(check, packFiles.signature, said[verdict])
}
