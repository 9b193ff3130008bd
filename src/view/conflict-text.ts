/** Conflicts in words: what each reason means, a proposed explanation, and the arithmetic as people write it. */

import type { Language, Text } from '../domain/shared/text.ts'
import type { ConflictReason, Step } from '../domain/sources/conflict.ts'
import { withUnit } from './claim-text.ts'
import { formatNumber, NO_BREAK_SPACE } from './number.ts'

type Words = { readonly title: Text; readonly why: Text }

function words(fr: string, en: string, whyFr: string, whyEn: string): Words {
  return { title: { fr, en }, why: { fr: whyFr, en: whyEn } }
}

export const REASONS: Readonly<Record<ConflictReason, Words>> = {
  'two-values': words(
    'Deux valeurs pour une même chose',
    'Two values for one thing',
    'Une des valeurs porte sans doute sur un autre périmètre, une autre date ou une autre définition, ou a vieilli.',
    'One of the values is most likely of another perimeter, date or definition, or is out of date.'
  ),
  'two-roundings': words(
    'Deux arrondis d’un même nombre sur une page',
    'Two roundings of one number on a page',
    'Un seul arrondi, calculé sur la valeur exacte, éviterait de laisser croire à deux valeurs.',
    'One rounding, made from the exact value, would not let readers believe in two values.'
  ),
  'two-perimeters': words(
    'Une même valeur pour deux périmètres',
    'One value for two perimeters',
    'Le périmètre a sans doute été renommé d’un texte à l’autre, et une des phrases nomme le mauvais ; ou l’évolution va d’un périmètre à l’autre.',
    'The perimeter was most likely renamed from one text to the other, and one of the sentences names the wrong one; or the change goes from one perimeter to the other.'
  ),
  'copied-value': words(
    'Un même nombre pour deux sujets',
    'One number for two subjects',
    'Le nombre a sans doute été recopié d’un sujet à l’autre ; au plus une des deux affirmations est juste, ou l’égalité est une coïncidence.',
    'The number was most likely copied from one subject to the other; at most one of the claims is right, or they are equal by chance.'
  ),
  'two-units': words(
    'Un même nombre sous deux unités',
    'One number under two units',
    'Des entrées ne sont pas des personnes, des labels ne sont pas des projets : une des deux unités est impropre.',
    'Admissions are not persons, labels are not projects: one of the units is improper.'
  ),
  'two-definitions': words(
    'Une même part pour deux définitions',
    'One share for two definitions',
    'Les bornes diffèrent et la part est la même : une des deux définitions est mal recopiée.',
    'The bounds differ and the share is the same: one of the definitions was miscopied.'
  ),
  'one-count-two-sets': words(
    'Un même compte nomme deux ensembles',
    'One count names two sets',
    'Le même nombre d’intercommunalités désigne deux listes qui diffèrent : il faut nommer la liste, pas son compte.',
    'The same number of authorities stands for two lists that differ: name the list, not its count.'
  ),
  'parts-exceed-whole': words(
    'Les parties dépassent le tout',
    'The parts exceed the whole',
    'Le tout est celui d’un autre périmètre ou d’une autre date que ses parties, ou un élément est compté deux fois.',
    'The whole is of another perimeter or date than its parts, or something is counted twice.'
  ),
  'not-nested': words(
    'L’un n’est pas dans l’autre',
    'One is not inside the other',
    'Ce qui est compris dans un plus grand ne peut le dépasser, ni n’en laisser qu’un reste invraisemblable : une borne ou un périmètre est mal recopié.',
    'What lies within something larger cannot exceed it, nor leave of it what could not be: a bound or a perimeter was miscopied.'
  ),
  'share-of-parts': words(
    'Une part ou une évolution ne suit pas de ses termes',
    'A share or a change does not follow from its terms',
    'Un des trois nombres est faux, ou ils ne parlent pas du même ensemble.',
    'One of the three numbers is wrong, or they are not about the same thing.'
  ),
  'sum-of-parts': words(
    'Un total ne suit pas de ses parties',
    'A total does not follow from its parts',
    'Une partie manque dans la liste, ou un des nombres est arrondi autrement.',
    'A part is missing from the list, or one of the numbers is rounded otherwise.'
  ),
  'ratio-times-base': words(
    'Total, ratio et base ne s’accordent pas',
    'Total, ratio and base do not agree',
    'Le ratio vaut sans doute pour une partie de la base, qui n’est pas nommée, ou un des trois nombres est faux.',
    'The ratio most likely holds for a part of the base, which is not named, or one of the three numbers is wrong.'
  ),
  'out-of-bounds': words(
    'Un nombre sort de ses bornes',
    'A number is out of its bounds',
    'L’un ne peut dépasser l’autre, par définition ou par le calcul : ils n’ont pas le même champ, ou l’un est faux.',
    'One cannot exceed the other, by definition or by arithmetic: they do not cover the same, or one is wrong.'
  ),
  'mixed-states': words(
    'Des états mêlés',
    'Mixed states',
    'Le nombre additionne ce qui est fait, en cours et prévu, ou passe de l’un à l’autre : un nombre par état est attendu.',
    'The number adds up what is done, under way and planned, or goes from one to the other: one number a state is expected.'
  ),
  'money-status': words(
    'Des montants sans statut',
    'Amounts without a status',
    'Rien ne dit lesquels sont annoncés, engagés ou payés, ni si l’un s’ajoute à l’autre ou le remplace.',
    'Nothing says which are announced, committed or paid, nor whether one adds to another or replaces it.'
  ),
  'break-crossed': words(
    'Une rupture de série traversée',
    'A series break is crossed',
    'La méthode a changé entre les deux dates : l’évolution mêle la réalité et la mesure.',
    'The method has changed between the two dates: the change mixes what happened and how it was measured.'
  ),
  'other-windows': words(
    'Des évolutions sur des périodes différentes',
    'Changes over different windows',
    'Aucune de ces évolutions ne porte sur la période du bilan : chacune a ses propres dates.',
    'None of these changes is over the period of the account: each has dates of its own.'
  ),
  'other-population': words(
    'Des enquêtes auprès de publics différents',
    'Surveys of different populations',
    'Les parts viennent de publics différents : leur écart n’est pas une évolution.',
    'The shares come from different populations: their gap is no change.'
  ),
  'number-or-share': words(
    'L’évolution d’un nombre prise pour celle d’une part',
    'The change of a number taken for that of a share',
    'Une proportion qui augmente de tant n’est pas un nombre qui augmente d’autant.',
    'A proportion that grows by so much is not a number that grows as much.'
  ),
  'points-or-percent': words(
    'Des points pris pour des pourcents',
    'Points taken for percent',
    'L’écart entre deux taux se dit en points ; en pourcents, c’est un autre nombre.',
    'The gap between two rates is in points; in percent it is another number.'
  ),
  'announced-listed': words(
    'Annoncés et listés : le compte n’y est pas',
    'Announced and listed do not tally',
    'Un élément annoncé manque à la liste, ou y est de trop.',
    'One that was announced is missing from the list, or there is one too many.'
  ),
  expired: words(
    'Une reconnaissance échue',
    'A recognition that has ended',
    'Le contrat ou le label était clos quand le texte le dit en cours : il a pris fin, ou a été renouvelé sans que ce soit dit.',
    'The contract or label had ended when the text gives it as current: it is over, or was renewed and nothing says so.'
  ),
  'dates-do-not-fit': words(
    'Des dates qui ne peuvent aller ensemble',
    'Dates that cannot fit',
    'Une date est celle d’une autre étape (proposé, décidé, créé, ouvert), ou une durée est mal comptée.',
    'One date is that of another step (proposed, decided, created, opened), or a length of time was miscounted.'
  ),
  'damaged-reading': words(
    'Une lecture abîmée',
    'A damaged reading',
    'Des chiffres ou des lettres ont été pris les uns pour les autres : à vérifier sur l’original.',
    'Digits or letters were taken for one another: to be checked on the original.'
  ),
  'lost-value': words(
    'Des nombres perdus',
    'Lost numbers',
    'Le document les imprime et la copie lue ne les a plus : à relever sur l’original.',
    'The document prints them and the copy read has lost them: to be read on the original.'
  ),
  'no-value-here': words(
    'Une phrase sans nombre pour son périmètre',
    'A sentence without a number for its perimeter',
    'La phrase nomme un périmètre, et les seules valeurs sont celles d’autres territoires.',
    'The sentence names a perimeter, and the only values are those of other territories.'
  ),
  'no-context': words(
    'Ni lieu, ni date, ni source',
    'No place, no date, no source',
    'Sans périmètre, période et source, le nombre ne dit rien que l’on puisse vérifier.',
    'Without perimeter, period and source, the number says nothing that can be checked.'
  ),
  'unsourced-rank': words(
    'Des superlatifs sans source',
    'Superlatives without a source',
    'Parmi qui, quand, selon qui ? Sans source, « unique » ou « premier » reste une opinion.',
    'Among whom, when, according to whom? Without a source, “unique” or “first” is an opinion.'
  ),
  'few-sources': words(
    'La plupart des nombres sont sans source',
    'Most numbers have no source',
    'Le lecteur ne peut pas les vérifier.',
    'The reader cannot check them.'
  )
}

/** « 644 971 − 580 700 = 64 271 habitants », and what was written where it differs. */
export function stepText({ operation, operands, result, unit, typed }: Step, language: Language): string {
  const write = (value: number): string => formatNumber(value, { language, decimals: decimalsOf(value) })
  const colon = language === 'fr' ? `${NO_BREAK_SPACE}: ` : ': '
  const written = typed === undefined ? '' : ` (${language === 'fr' ? 'écrit' : 'written'}${colon}${write(typed)})`
  const [a = 0, b = 0] = operands
  const answer = `${withUnit(write(result), result, unit, language)}${written}`
  if (operation === 'share') return `${write(a)} ÷ ${write(b)} = ${answer}`
  if (operation === 'change') {
    const signed = formatNumber(result, { language, decimals: 1, signed: true })
    return `${write(a)} → ${write(b)}${colon}${withUnit(signed, result, unit, language)}${written}`
  }
  return `${operands.map(write).join(` ${operation} `)} = ${answer}`
}

/** Three figures that say something; whole numbers whole. */
function decimalsOf(value: number): number {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return 0
  return Math.abs(value) >= 100 ? 1 : 2
}
