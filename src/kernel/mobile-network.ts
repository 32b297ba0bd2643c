/** The networks of Indonesian mobile phones, by the beginnings of their numbers (national, with the zero). */
const beginnings = {
  Telkomsel: '0811 0812 0813 0821 0822 0823 0851 0852 0853',
  Indosat: '0814 0815 0816 0855 0856 0857 0858',
  XL: '0817 0818 0819 0859 0877 0878',
  Axis: '0831 0832 0833 0838',
  Tri: '0895 0896 0897 0898 0899',
  Smartfren: '0881 0882 0883 0884 0885 0886 0887 0888 0889',
} as const
export type MobileNetwork = keyof typeof beginnings

export const mobileNetworks = Object.keys(beginnings) as readonly MobileNetwork[]

const networkOf: ReadonlyMap<string, MobileNetwork> = new Map(
  mobileNetworks.flatMap((network) =>
    beginnings[network].split(' ').map((beginning) => [`+62${beginning.slice(1)}`, network] as const),
  ),
)

/** Whose number it is in E.164 (`+62812...`), by its beginning; a number that was taken along to another network keeps it. */
export function mobileNetworkOf(e164: string): MobileNetwork | undefined {
  return networkOf.get(e164.slice(0, 6))
}
