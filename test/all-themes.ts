import { journeys } from '../src/storefronts/journeys.ts'
import type { Theme } from '../src/web/parts/page/theme.ts'
import { programmeTheme, themeOf } from '../src/web/parts/page/themes.ts'

/** The look of the programme and of every storefront of ours. */
export const allThemes: readonly Theme[] = [programmeTheme, ...journeys.map(({ id }) => themeOf(id))]
