/** What the check of an edition found, in words: where, what, what to do. */

import { blocks, type EditionProblem } from '../domain/editions/problem.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { atPeriod, periodText } from './period-text.ts'
import { reasonText } from './reason-text.ts'

/** Claims named of those that contradict one. */
const MOST_OTHERS = 4

/** « editions/2022/territoire.md:12:5 : … » */
export function problemLine(problem: EditionProblem, language: Language): string {
  const { file, line, column } = problem.position
  const weight = blocks(problem) ? { fr: 'défaut', en: 'fault' } : { fr: 'à savoir', en: 'to know' }
  return `${file}:${line}:${column} ${weight[language]} : ${problemText(problem)[language]}`
}

/** Without where it stands. */
export function problemText(problem: EditionProblem): Text {
  switch (problem.kind) {
    case 'unreadable':
    case 'no-figure':
      return problem.why
    case 'naked-number': {
      const { found, proposals } = problem
      const first = proposals.join(' ')
      return {
        fr: `« ${found} » est écrit à la main : ${first ? `peut-être ${first}` : 'attendu un chiffre, :figure{of=… on=… at=…}'}`,
        en: `"${found}" is typed by hand: ${first ? `perhaps ${first}` : 'expected a figure, :figure{of=… on=… at=…}'}`
      }
    }
    case 'small-number':
      return {
        fr: `« ${problem.found} » est écrit en lettres : vérifiez qu’il compte ce qui se lit ici`,
        en: `"${problem.found}" is written in letters: check that it counts what is read here`
      }
    case 'no-value': {
      const { reason } = problem
      const name = namedIn(problem)
      return {
        fr: `« ${name.fr} » n’a pas de valeur à écrire ici. ${reason ? reasonText(reason, 'fr') : ''}`,
        en: `"${name.en}" has no value to write here. ${reason ? reasonText(reason, 'en') : ''}`
      }
    }
    case 'no-change':
      return {
        fr: 'pas d’évolution ni d’écart à écrire : attendu from=période pour une évolution, vs=périmètre pour un écart',
        en: 'no change nor gap to write: expected from=period for a change, vs=perimeter for a gap'
      }
    case 'false-wording':
      return {
        fr: `« près de » serait faux pour ${problem.found} : prenez words=more, words=about ou un pas plus petit`,
        en: `"nearly" would be false of ${problem.found}: take words=more, words=about or a smaller step`
      }
    case 'broken-reference': {
      const { to, nearest } = problem
      return {
        fr: `aucun endroit ne s’appelle « ${to} »${nearest ? ` ; plutôt « ${nearest} » ?` : ''}`,
        en: `no place is called "${to}"${nearest ? `; rather "${nearest}"?` : ''}`
      }
    }
    case 'twice-the-same-name':
      return {
        fr: `deux endroits s’appellent « ${problem.id} » : changez l’un des deux titres`,
        en: `two places are called "${problem.id}": change one of the two headings`
      }
    case 'missing-note':
      return {
        fr: `la note « ${problem.name} » n’est pas écrite : attendu « [^${problem.name}]: … »`,
        en: `the note "${problem.name}" is not written: expected "[^${problem.name}]: …"`
      }
    case 'missing-image':
      return {
        fr: `la photographie « ${problem.file} » n’est pas dans le dossier de l’édition`,
        en: `the photograph "${problem.file}" is not in the folder of the edition`
      }
    case 'nothing-to-draw':
      return {
        fr: `« ${problem.chart} » n’a rien à dessiner de « ${namedIn(problem).fr} » pour ce territoire et cette période`,
        en: `"${problem.chart}" has nothing to draw of "${namedIn(problem).en}" for this territory and period`
      }
    case 'newer-period':
      return {
        fr: `« ${namedIn(problem).fr} » est aussi connu ${atPeriod(problem.period, 'fr')}`,
        en: `"${namedIn(problem).en}" is also known ${atPeriod(problem.period, 'en')}`
      }
    case 'two-values':
      return {
        fr: `« ${namedIn(problem).fr} » est donné pour le même territoire et la même période avec une autre valeur, ${placeText(problem.other)} : prenez la même géographie`,
        en: `"${namedIn(problem).en}" is given for the same territory and period with another value, ${placeText(problem.other)}: take the same geography`
      }
    case 'same-number':
      return {
        fr: `ce nombre est aussi celui de « ${labelled(problem, problem.as).fr} », ${placeText(problem.other)} : vérifiez que les deux sujets l’ont vraiment`,
        en: `this number is also that of "${labelled(problem, problem.as).en}", ${placeText(problem.other)}: check that both subjects really have it`
      }
    case 'contested':
      return {
        fr: `deux producteurs diffèrent sur « ${namedIn(problem).fr} » : la page du chiffre montre les deux valeurs`,
        en: `two producers differ about "${namedIn(problem).en}": the page of the figure shows both values`
      }
    case 'unknown-claim': {
      const { claim, nearest } = problem
      return {
        fr: `aucune affirmation ne s’appelle « ${claim} »${nearest ? ` ; plutôt « ${nearest} » ?` : ''}`,
        en: `no claim is called "${claim}"${nearest ? `; rather "${nearest}"?` : ''}`
      }
    }
    case 'claim-not-validated':
      return {
        fr: `l’affirmation « ${problem.claim} » a été lue sur une copie abîmée : validez-en la lecture à sa page`,
        en: `the claim "${problem.claim}" was read on a damaged copy: validate its reading on its page`
      }
    case 'claim-without-number':
      return {
        fr: `l’affirmation « ${problem.claim} » n’a pas de nombre à écrire : attendu form=quote, ou une lecture validée`,
        en: `the claim "${problem.claim}" has no number to write: expected form=quote, or a validated reading`
      }
    case 'claim-wrong':
      return {
        fr: `l’affirmation « ${problem.claim} » a été jugée fausse : sa page dit par qui et pourquoi`,
        en: `the claim "${problem.claim}" was ruled wrong: its page says by whom and why`
      }
    case 'claim-contested': {
      const others = problem.others.slice(0, MOST_OTHERS).join(', ')
      return {
        fr: `l’affirmation « ${problem.claim} » ${others ? `est contredite par ${others}, sans explication signée` : 'a changé depuis qu’elle a été jugée'}`,
        en: `the claim "${problem.claim}" ${others ? `is contradicted by ${others}, with no signed explanation` : 'has changed since it was ruled on'}`
      }
    }
    case 'claim-differs':
      return {
        fr: `le chiffre dont parle l’affirmation « ${problem.claim} » a une autre valeur : l’édition montrera les deux`,
        en: `the figure that the claim "${problem.claim}" is about has another value: the edition will show both`
      }
    case 'other-year': {
      const { written } = problem
      if ('claim' in problem) {
        const said = claimNamed(problem.claim)
        return {
          fr: `la phrase parle de ${written}, ${said.fr} de ${problem.said}`,
          en: `the sentence is about ${written}, ${said.en} about ${problem.said}`
        }
      }
      const [fr, en] = [periodText(problem.period, 'fr'), periodText(problem.period, 'en')]
      return {
        fr: `la phrase parle de ${written}, le chiffre est celui de la période « ${fr} »`,
        en: `the sentence is about ${written}, the figure is that of the period "${en}"`
      }
    }
    case 'other-place': {
      const { written, name, instead, claim } = problem
      const said = claim ? claimNamed(claim) : FIGURE
      return {
        fr: `la phrase parle de « ${written} », ${said.fr} de « ${name} » : écrivez « ${name} » dans la phrase${instead ? `, ou prenez le même chiffre sur le périmètre qu’elle nomme, on=${instead}` : ''}`,
        en: `the sentence is about "${written}", ${said.en} about "${name}": write "${name}" in the sentence${instead ? `, or take the same figure on the perimeter that it names, on=${instead}` : ''}`
      }
    }
  }
}

function namedIn(problem: Pick<EditionProblem, 'labels'> & { readonly indicator: string }): Text {
  return labelled(problem, problem.indicator)
}

function labelled({ labels }: Pick<EditionProblem, 'labels'>, id: string): Text {
  return labels?.[id] ?? { fr: id, en: id }
}

const FIGURE: Text = { fr: 'le chiffre', en: 'the figure' }

function claimNamed(claim: string): Text {
  return { fr: `l’affirmation « ${claim} »`, en: `the claim "${claim}"` }
}

/** « territoire.md:12 » */
function placeText({ file, line }: EditionProblem['position']): string {
  return `${file.split('/').at(-1) ?? file}:${line}`
}
