/** Colours of one light or dark look; every pair that meets on a page keeps WCAG AA (web/parts/page/themes.test.ts). */
export interface Tones {
  /** links and emphasis, as text on paper, surface and tint */
  readonly accent: string
  readonly action: string
  readonly onAction: string
  /** a breath of the accent behind text */
  readonly tint: string
  readonly head: string
  readonly onHead: string
  /** the line under the head */
  readonly edge: string
  readonly mark: string
  readonly onMark: string
  /** the two ends of the drawn card's colour */
  readonly cardFrom: string
  readonly cardTo: string
}

/** How a site looks: its colours, its shape, its own mark. One structure lies under all of them. */
export interface Look {
  /** corners of buttons and fields, in px */
  readonly radius: number
  /** corners of cards and panels, in px */
  readonly roundness: number
  /** the mark on a field of 32 x 32: the tile's corner in px, and the paths drawn on it */
  readonly mark: { readonly corner: number; readonly paths: readonly string[] }
  readonly light: Tones
  readonly dark: Tones
  /** rules of its own after the shared ones */
  readonly css?: string
}
