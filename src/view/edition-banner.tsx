/** What the portal says above a page of a frozen edition: outside of it, and never in its files. */

import type { Language } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { editionPath } from './paths.ts'

export type BannerProps = {
  readonly id: string
  readonly errata: number
  /** Whether a later publication of the same edition is out. */
  readonly isOld: boolean
  readonly language: Language
}

export function EditionBanner({ id, errata, isOld, language }: BannerProps) {
  const label = { fr: 'À propos de cette édition', en: 'About this edition' }[language]
  return (
    <aside class="frame" lang={language} aria-label={label}>
      <p class="notice care gap">
        {errata > 0 && (
          <>
            {word(
              {
                fr: `${errata === 1 ? 'Un chiffre de cette édition a été corrigé' : `${errata} corrections ont été publiées`} depuis sa parution :`,
                en: `${errata === 1 ? 'A figure of this edition was corrected' : `${errata} corrections were published`} since it came out:`
              },
              language
            )}{' '}
            <a href={editionPath(language, id, 'errata')}>
              {word({ fr: 'lire les errata', en: 'read the errata' }, language)}
            </a>
            .{' '}
          </>
        )}
        {isOld && (
          <>
            {word({ fr: 'Une publication plus récente existe :', en: 'A later publication is out:' }, language)}{' '}
            <a href={editionPath(language, id)}>{word({ fr: 'la voir', en: 'see it' }, language)}</a>.
          </>
        )}
      </p>
    </aside>
  )
}
