/** How a figure is made, for everybody: what docs/method.md says to those who read the code. */

import type { FigureReason } from '../domain/indicators/figure.ts'
import type { Text } from '../domain/shared/text.ts'
import { Section, type Frame } from './layout.tsx'
import { ABSENCES } from './number.ts'
import { pathTo } from './paths.ts'
import { Paragraphs, ProsePage, WordTable } from './prose.tsx'
import { reasonText } from './reason-text.ts'

export function MethodPage({ frame }: { readonly frame: Frame }) {
  const { language } = frame
  const word = (text: Text): string => text[language]
  return (
    <ProsePage frame={frame} title={TITLE} lead={LEAD}>
      <Section id="chemin" title={word({ fr: 'Comment naît un chiffre', en: 'How a figure is made' })}>
        <Paragraphs texts={BIRTH} language={language} />
        <WordTable
          caption={word({ fr: 'Les calculs', en: 'The computations' })}
          heads={[word({ fr: 'Calcul', en: 'Computation' }), word({ fr: 'Ce qui est fait', en: 'What is done' })]}
          rows={FORMULAS.map((row) => row.map(word))}
        />
      </Section>
      <Section id="medianes" title={word({ fr: 'Ce qui ne s’additionne pas', en: 'What does not add up' })}>
        <Paragraphs texts={MEDIANS} language={language} />
      </Section>
      <Section
        id="absences"
        title={word({ fr: 'Quand il n’y a pas de nombre', en: 'When there is no number' })}
        notes={[word({ fr: 'Une case n’est jamais vide.', en: 'A cell is never empty.' })]}
      >
        <WordTable
          caption={word({ fr: 'Les absences', en: 'Absences' })}
          heads={[word({ fr: 'On lit', en: 'You read' }), word({ fr: 'Cela veut dire', en: 'It means' })]}
          rows={[
            ['0', word({ fr: 'On a compté, et il n’y en a pas.', en: 'It was counted, and there is none.' })],
            [
              ABSENCES.O[language],
              word({
                fr: 'La valeur manque. La raison est dite à côté.',
                en: 'The value is missing. The reason stands beside it.'
              })
            ],
            [
              ABSENCES.Q[language],
              word({
                fr: 'La valeur existe. La loi interdit de la montrer.',
                en: 'The value exists. The law forbids showing it.'
              })
            ],
            [
              ABSENCES.M[language],
              word({
                fr: 'La question ne se pose pas ici, par exemple un rang pour un territoire qui n’a pas de pareil.',
                en: 'The question does not arise here, such as a rank for a territory without peers.'
              })
            ]
          ]}
        />
        <Paragraphs texts={MISSING} language={language} />
      </Section>
      <Section id="etats" title={word({ fr: 'L’état d’un chiffre', en: 'The status of a figure' })}>
        <WordTable
          caption={word({ fr: 'Les états', en: 'Statuses' })}
          heads={['Code', word({ fr: 'État', en: 'Status' }), word({ fr: 'Sens', en: 'Meaning' })]}
          rows={STATUSES.map(([code, name, meaning]) => [code, word(name), word(meaning)])}
        />
      </Section>
      <Section
        id="refus"
        title={word({ fr: 'Ce que nous refusons', en: 'What we refuse' })}
        notes={[
          word({
            fr: 'Un refus donne toujours sa raison, et ce qui existe à la place.',
            en: 'A refusal always gives its reason, and what exists instead.'
          })
        ]}
      >
        <ul class="facts">
          {REFUSED.map((reason) => (
            <li>{reasonText(reason, language)}</li>
          ))}
        </ul>
      </Section>
      <Section id="geographie" title={word({ fr: 'Les communes changent', en: 'Communes change' })}>
        <Paragraphs texts={GEOGRAPHY} language={language} />
        <p>
          <a href={pathTo('geographies', language)}>
            {word({ fr: 'Ce que change la dernière liste', en: 'What the latest list changes' })}
          </a>
        </p>
      </Section>
      <Section id="secret" title={word({ fr: 'Le secret statistique', en: 'Statistical secrecy' })}>
        <Paragraphs texts={SECRECY} language={language} />
      </Section>
      <Section id="desaccords" title={word({ fr: 'Ruptures et désaccords', en: 'Breaks and disagreements' })}>
        <Paragraphs texts={DISAGREEMENTS} language={language} />
        <p class="reading">
          <a href={pathTo('glossary', language)}>{word({ fr: 'Les mots du site', en: 'The words of this site' })}</a>
        </p>
      </Section>
    </ProsePage>
  )
}

const TITLE: Text = { fr: 'Méthode', en: 'Method' }
const LEAD: Text = {
  fr: 'Un chiffre est une addition, parfois une division, et beaucoup de précautions. Voici les règles. Elles sont les mêmes pour tous les territoires.',
  en: 'A figure is a sum, sometimes a division, and much care. These are the rules. They are the same for every territory.'
}

const BIRTH: readonly Text[] = [
  {
    fr: 'Vous demandez un indicateur, un territoire et une période. Nous cherchons la liste des communes du territoire, puis la livraison la plus récente de la source qui a compté ces communes.',
    en: 'You ask for an indicator, a territory and a period. We look up the communes of the territory, then the latest delivery of the source that counted them.'
  },
  {
    fr: 'Nous additionnons d’abord, nous divisons ensuite, nous arrondissons à la fin, une seule fois. La moyenne de deux taux n’est pas le taux de l’ensemble : nous ne la faisons jamais.',
    en: 'We add first, divide next, and round at the end, once. The mean of two rates is not the rate of the whole: we never take it.'
  },
  {
    fr: 'Chaque nombre s’ouvre : sa page montre le calcul, les lignes additionnées, le fichier du producteur et l’empreinte de ce fichier.',
    en: 'Every number opens: its page shows the computation, the rows added, the producer’s file and the digest of that file.'
  }
]

const FORMULAS: readonly (readonly Text[])[] = [
  [
    { fr: 'Nombre', en: 'Count' },
    { fr: 'La somme des communes', en: 'The sum over the communes' }
  ],
  [
    { fr: 'Part', en: 'Share' },
    { fr: '100 fois une somme, divisée par une autre', en: '100 times a sum, divided by another' }
  ],
  [
    { fr: 'Densité, rapport', en: 'Density, ratio' },
    { fr: 'Une somme divisée par une autre', en: 'A sum divided by another' }
  ],
  [
    { fr: 'Évolution', en: 'Change' },
    {
      fr: 'La fin moins le début. Un nombre change en %, un taux change en points',
      en: 'The end less the start. A count changes by percent, a rate by points'
    }
  ],
  [
    { fr: 'Moyenne pondérée', en: 'Weighted mean' },
    {
      fr: 'Seulement si le poids est publié. Le résultat est une estimation, et le dit',
      en: 'Only where the weight is published. The result is an estimate, and says so'
    }
  ],
  [
    { fr: 'Rang', en: 'Rank' },
    {
      fr: 'Parmi les territoires du même genre de la région. Les ex æquo partagent leur place',
      en: 'Among territories of the same kind in the region. Equals share a place'
    }
  ]
]

const MEDIANS: readonly Text[] = [
  {
    fr: 'Le niveau de vie médian partage les habitants en deux moitiés. Pour le connaître, il faut le revenu de chacun. Ajouter ou moyenner les médianes des communes donnerait un nombre faux.',
    en: 'The median standard of living splits the inhabitants into two halves. To know it, one needs the income of each. Adding or averaging the medians of communes would give a false number.'
  },
  {
    fr: 'Une médiane ou un taux publié vaut donc pour le territoire où le producteur l’a calculé. Ailleurs, nous refusons, et nous montrons les valeurs des territoires qui composent le vôtre.',
    en: 'A published median or rate therefore holds for the territory its producer computed it for. Elsewhere we refuse, and show the values of the territories that yours is made of.'
  }
]

const MISSING: readonly Text[] = [
  {
    fr: 'S’il manque une commune, la somme est dite incomplète : nous donnons un minimum, et la part qui manque. Pour quelques indicateurs, un petit manque est admis ; le chiffre porte alors le signe ≈.',
    en: 'If a commune is missing, the sum is called incomplete: we give a minimum, and the share that is missing. For a few indicators a small gap is allowed; the figure then bears the sign ≈.'
  }
]

const STATUSES: readonly (readonly [string, Text, Text])[] = [
  [
    'A',
    { fr: 'Normal', en: 'Normal' },
    { fr: 'Compté ou calculé sans réserve', en: 'Counted or computed without reserve' }
  ],
  [
    'E',
    { fr: 'Estimé', en: 'Estimated' },
    { fr: 'Une part est déduite, et on dit comment', en: 'A part is deduced, and we say how' }
  ],
  [
    'P',
    { fr: 'Provisoire', en: 'Provisional' },
    { fr: 'Le producteur le corrigera', en: 'Its producer will revise it' }
  ],
  ['O', { fr: 'Manquant', en: 'Missing' }, { fr: 'Pas de valeur, avec la raison', en: 'No value, with the reason' }],
  [
    'Q',
    { fr: 'Secret', en: 'Withheld' },
    { fr: 'Protégé par la loi, nulle part sur ce site', en: 'Protected by law, nowhere on this site' }
  ],
  [
    'M',
    { fr: 'Sans objet', en: 'Not applicable' },
    { fr: 'La question ne se pose pas', en: 'The question does not arise' }
  ]
]

const REFUSED = [
  'not-additive',
  'incomplete',
  'not-published-here',
  'no-vintage',
  'straddles',
  'free-perimeter',
  'too-few-units',
  'dominated',
  'would-reveal',
  'census-too-close',
  'needs-span',
  'not-a-peer',
  'division-by-zero'
] as const satisfies readonly FigureReason[]

const GEOGRAPHY: readonly Text[] = [
  {
    fr: 'Des communes fusionnent, changent de nom, passent d’une intercommunalité à une autre. Pour comparer deux années, nous gardons la même liste de communes, celle du dernier 1er janvier, et nous la disons sur la page.',
    en: 'Communes merge, change names, move from one authority to another. To compare two years we keep the same list of communes, that of the last 1 January, and say so on the page.'
  },
  {
    fr: 'Une fusion se traite exactement : on additionne. Une commune divisée se partage selon sa population quand elle est connue, et le chiffre est dit estimé. Sinon, nous refusons.',
    en: 'A merger is exact: one adds. A divided commune is shared by population where it is known, and the figure is called estimated. Otherwise we refuse.'
  }
]

const SECRECY: readonly Text[] = [
  {
    fr: 'La loi protège les personnes et les entreprises. Un nombre fondé sur moins de trois entreprises, ou moins de onze ménages fiscaux, n’est pas publié.',
    en: 'The law protects people and businesses. A number based on fewer than three businesses, or fewer than eleven tax households, is not published.'
  },
  {
    fr: 'Cacher une case ne suffit pas. Si l’on connaît le total et toutes les autres cases, une soustraction la retrouve. Nous cachons donc aussi ce qui permettrait ce calcul. La décision est prise une fois par livraison, avant toute publication, et vaut pour toutes les pages et tous les fichiers.',
    en: 'Hiding a cell is not enough. Whoever knows the total and all other cells finds it by subtraction. We therefore also hide what would allow that. The decision is taken once per delivery, before anything is published, and holds for all pages and all files.'
  }
]

const DISAGREEMENTS: readonly Text[] = [
  {
    fr: 'Quand la façon de compter change, la courbe s’arrête et repart : c’est une rupture de série. Les deux côtés ne se comparent pas tels quels.',
    en: 'When the way of counting changes, the line stops and starts again: that is a break in the series. The two sides do not compare as they stand.'
  },
  {
    fr: 'Deux recensements se comparent à cinq ans d’écart au moins, car chacun rassemble cinq années d’enquête.',
    en: 'Two censuses compare from five years apart, because each gathers five years of surveys.'
  },
  {
    fr: 'Quand deux sources se contredisent, une règle déclarée d’avance choisit. L’autre valeur reste affichée, avec l’écart.',
    en: 'When two sources disagree, a rule declared beforehand chooses. The other value stays on the page, with the difference.'
  }
]
