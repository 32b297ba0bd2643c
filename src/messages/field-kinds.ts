export const text = { kind: 'text' } as const
export const secretText = { kind: 'text', secret: true } as const
export const rupiah = { kind: 'rupiah' } as const
export const count = { kind: 'count' } as const
export const domain = { kind: 'domain', optional: true } as const
