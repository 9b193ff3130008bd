/** Counts of promises in words: what was announced, what is listed, how many have a fate. */

import type { Announced, Counted, Coverage } from '../domain/commitments/summary.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { claimQualifier } from './claim-text.ts'
import { formatNumber, formatValue } from './number.ts'
import { typeset } from './messages.ts'

/** « plus de 80 », « 26 ». */
export function announcedText(
  { count, qualifier }: Pick<Announced, 'count' | 'qualifier'>,
  language: Language
): string {
  const number = wholeText(count, language)
  const word = claimQualifier(qualifier, language)
  return word === undefined ? number : `${word}\u00a0${number}`
}

export function wholeText(count: number, language: Language): string {
  return formatNumber(count, { language, decimals: 0 })
}

/** « 24 sur 26, soit 92 % »; « 5 sur plus de 80, soit moins de 6 % »; a rate of nothing is not told. */
export function coverageText({ coverage, announced }: CountedWords, language: Language): string {
  const { withFate, of } = coverage
  const isBeyond = announced !== undefined && of > announced.count
  const whole = announced && !isBeyond ? announcedText(announced, language) : wholeText(of, language)
  const share = shareText(coverage, language)
  const parts: Text = {
    fr: `${wholeText(withFate, 'fr')} sur ${whole}${share && `, soit ${share}`}`,
    en: `${wholeText(withFate, 'en')} of ${whole}${share && `, that is ${share}`}`
  }
  return typeset(parts[language], language)
}

type CountedWords = Pick<Counted, 'coverage'> & { readonly announced?: Pick<Announced, 'count' | 'qualifier'> }

/** Zero of « more than 80 » is zero, whatever they were. */
function shareText({ withFate, of, holds }: Coverage, language: Language): string {
  if (of === 0) return ''
  const share = formatValue((100 * withFate) / of, 'percent', { language, decimals: 0 })
  const less = { fr: 'moins de ', en: 'less than ' }[language]
  return `${holds === 'at-most' && withFate > 0 ? less : ''}${share}`
}

/** « 4 annoncées, 3 listées : 1 ne se trouve nulle part »; undefined where nothing differs, or nothing was announced. */
export function gapText(
  { announced, listed, gap }: Pick<Counted, 'listed' | 'gap'> & Pick<CountedWords, 'announced'>,
  language: Language
): string | undefined {
  if (!announced || gap === undefined || gap === 0) return undefined
  const [said, found] = [announcedText(announced, language), wholeText(listed, language)]
  const lacking = announcedText({ count: Math.abs(gap), qualifier: announced.qualifier }, language)
  const text =
    gap > 0
      ? {
          fr: `${said} annoncées, ${found} listées : ${lacking} ne se ${gap === 1 ? 'trouve' : 'trouvent'} nulle part.`,
          en: `${said} announced, ${found} listed: ${lacking} ${gap === 1 ? 'is' : 'are'} nowhere to be found.`
        }
      : {
          fr: `${said} annoncées, ${found} listées : ${lacking} de plus qu’annoncé.`,
          en: `${said} announced, ${found} listed: ${lacking} more than announced.`
        }
  return typeset(text[language], language)
}
