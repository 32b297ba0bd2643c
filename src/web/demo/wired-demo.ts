import type { NavItem } from '../parts/view.ts'
import type { DemoDeps } from './demo-deps.ts'

export interface WiredDemo {
  readonly deps: Omit<DemoDeps, 'ctx' | 'institutionUsers' | 'become' | 'becomeStaff'>
  readonly nav: (language: 'id' | 'en') => readonly NavItem[]
  /** the person behind a persona, and the storefront accounts that come along */
  become(persona: string): Promise<BecomePersona | undefined>
}

export interface BecomePersona {
  readonly personId: string
  readonly accounts: readonly { readonly storefront: string; readonly accountId: string }[]
}
