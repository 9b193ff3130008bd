/** A text for people, in the two languages of the interface. */

export type Language = 'fr' | 'en'

export type Text = { readonly fr: string; readonly en: string }

/** The two languages, the default first. */
export const LANGUAGES = ['fr', 'en'] as const satisfies readonly Language[]
