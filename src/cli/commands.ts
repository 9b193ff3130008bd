/** The commands, in the order of the help: this table is also `docs/cli.md`. */

import type { Command } from './command.ts'

const AT_PERIOD = {
  fr: 'période : 2018, 2012-Q4, 2021-03, 2021-03-15, ou un intervalle 2013/2018',
  en: 'period: 2018, 2012-Q4, 2021-03, 2021-03-15, or a span 2013/2018'
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'serve',
    about: {
      fr: 'sert le portail, et dit à quelle adresse ; Ctrl+C l’arrête',
      en: 'serves the portal, and says at which address; Ctrl+C stops it'
    },
    operands: [],
    options: [],
    examples: ['serve'],
    load: async () => (await import('./serve.ts')).serve
  },
  {
    name: 'load',
    about: {
      fr: 'charge un dossier portable à la place de l’observatoire, en entier ou pas du tout',
      en: 'loads a portable folder in place of the observatory, whole or not at all'
    },
    operands: [{ name: 'FOLDER', about: { fr: 'le dossier', en: 'the folder' } }],
    options: [
      {
        name: 'replace',
        about: {
          fr: 'accepte de perdre les millésimes qui ne sont pas dans le dossier',
          en: 'accepts to lose the vintages that the folder does not hold'
        }
      }
    ],
    examples: ['load examples/bassin-minier'],
    load: async () => (await import('./load.ts')).load
  },
  {
    name: 'dump',
    about: {
      fr: 'écrit l’observatoire dans un dossier portable, rien de privé dedans (docs/operate/backup.md garde tout)',
      en: 'writes the observatory to a portable folder, nothing private in it (docs/operate/backup.md keeps all)'
    },
    operands: [
      {
        name: 'FOLDER',
        about: { fr: 'nouveau, vide, ou une sauvegarde d’avant', en: 'new, empty, or an earlier dump' }
      }
    ],
    options: [],
    examples: ['dump backup/2026-11-22'],
    load: async () => (await import('./dump.ts')).dump
  },
  {
    name: 'import',
    about: {
      fr: 'lit le fichier d’un producteur et dit ce qu’il changerait ; ne change rien sans --apply',
      en: 'reads a producer’s file and says what it would change; changes nothing without --apply'
    },
    operands: [{ name: 'FILE', about: { fr: 'le fichier, comme reçu', en: 'the file, as received' } }],
    options: [
      {
        name: 'source',
        value: 'ID',
        about: { fr: 'la source, si le fichier ne la montre pas', en: 'the source, if the file does not show it' }
      },
      {
        name: 'edition',
        value: 'EDITION',
        about: { fr: 'l’édition, comme 2022-01', en: 'the edition, such as 2022-01' }
      },
      { name: 'period', value: 'PERIOD', about: AT_PERIOD },
      {
        name: 'cog',
        value: 'YEAR',
        about: { fr: 'année du COG des codes de commune', en: 'COG year of the commune codes' }
      },
      {
        name: 'mapping',
        value: 'FILE',
        about: {
          fr: 'correspondance des colonnes d’un tableau ; sans elle, une proposition est écrite',
          en: 'mapping of the columns of a table; without it, one is proposed'
        }
      },
      { name: 'apply', about: { fr: 'publie le millésime', en: 'publishes the vintage' } },
      {
        name: 'keep-rest',
        about: { fr: 'publie même si des lignes sont refusées', en: 'publishes even if rows are refused' }
      }
    ],
    examples: ['import base_cc_comparateur_csv.zip', 'import chomage-zone.csv --edition 2025-Q4 --apply'],
    load: async () => (await import('./import.ts')).importFile
  },
  {
    name: 'figure',
    about: { fr: 'donne un chiffre et d’où il vient', en: 'gives a figure and where it comes from' },
    operands: [
      { name: 'INDICATOR', about: { fr: 'l’indicateur, comme density', en: 'the indicator, such as density' } }
    ],
    options: [
      {
        name: 'on',
        value: 'PERIMETER',
        required: true,
        about: { fr: 'le périmètre, ou une commune par son code', en: 'the perimeter, or a commune by its code' }
      },
      { name: 'at', value: 'PERIOD', required: true, about: AT_PERIOD },
      {
        name: 'from',
        value: 'PERIOD',
        about: { fr: 'donne aussi l’évolution depuis', en: 'gives also the change since' }
      },
      {
        name: 'vs',
        value: 'PERIMETER',
        about: { fr: 'compare à un autre périmètre', en: 'compares with another perimeter' }
      },
      {
        name: 'geography',
        value: 'DATE',
        about: {
          fr: 'composition du périmètre à cette date (la dernière)',
          en: 'composition of the perimeter on that date (the latest)'
        }
      }
    ],
    examples: [
      'figure population --on pma --at 2018',
      'figure unemployment-localised --on ze-lens --at 2021-Q1 --from 2012-Q4',
      'figure vacancy-rate --on pma --at 2018 --vs hauts-de-france --json'
    ],
    load: async () => (await import('./figure.ts')).figure
  },
  {
    name: 'perimeter',
    about: {
      fr: 'donne la composition d’un périmètre, et ce que deux périmètres partagent',
      en: 'gives the composition of a perimeter, and what two perimeters share'
    },
    operands: [{ name: 'ID', about: { fr: 'le périmètre, comme pma', en: 'the perimeter, such as pma' } }],
    options: [
      {
        name: 'at',
        value: 'DATE',
        about: {
          fr: 'à cette date : 2018 ou 2018-01-01 (la dernière)',
          en: 'on that date: 2018 or 2018-01-01 (the latest)'
        }
      },
      {
        name: 'vs',
        value: 'PERIMETER',
        about: { fr: 'compare à un autre périmètre', en: 'compares with another perimeter' }
      }
    ],
    examples: ['perimeter erbm-epci --vs erbm-250', 'perimeter coeur-ostrevent --at 2023 --json'],
    load: async () => (await import('./perimeter.ts')).perimeter
  },
  {
    name: 'search',
    about: {
      fr: 'cherche un territoire, un périmètre, un indicateur ou un nombre',
      en: 'finds a territory, a perimeter, an indicator or a number'
    },
    operands: [
      {
        name: 'TEXT',
        about: { fr: 'des mots, même mal écrits, ou un nombre', en: 'words, even misspelt, or a number' }
      }
    ],
    rest: true,
    options: [],
    examples: ['search noeux les mines', 'search chomage', 'search 644 971'],
    load: async () => (await import('./search.ts')).search
  },
  {
    name: 'edition',
    about: {
      fr: 'vérifie une édition du livret : chaque nombre est un chiffre ; avec --out, écrit le site, le PDF et les données',
      en: 'checks an issue of the booklet: every number is a figure; with --out, writes the site, the PDF and the data'
    },
    operands: [{ name: 'EDITION', about: { fr: 'son nom dans editions/', en: 'its name in editions/' } }],
    options: [
      { name: 'out', value: 'FOLDER', about: { fr: 'où écrire', en: 'where to write' } },
      {
        name: 'each',
        value: 'PERIMETER',
        about: {
          fr: 'd’un modèle : une page pour chaque commune de ce périmètre, plutôt que du sien',
          en: 'of a template: a page for each commune of this perimeter, rather than of its own'
        }
      }
    ],
    examples: ['edition 2022 --out livret', 'edition communes --each pma --out profils'],
    load: async () => (await import('./edition.ts')).edition
  },
  {
    name: 'check',
    about: {
      fr: 'contrôle les affirmations d’un fichier, ou du registre : contradictions, calculs, écarts avec les chiffres',
      en: 'checks the claims of a file, or of the register: conflicts, arithmetic, gaps with the figures'
    },
    operands: [
      {
        name: 'FILE',
        optional: true,
        about: {
          fr: 'une table d’affirmations en CSV ; sans elle, celles du registre',
          en: 'a table of claims as CSV; without it, those of the register'
        }
      }
    ],
    options: [
      {
        name: 'annotations',
        value: 'FILE',
        about: {
          fr: 'mesure les alertes à un fichier annoté : item,reason,claims',
          en: 'measures the alarms against an annotated file: item,reason,claims'
        }
      },
      {
        name: 'apply',
        about: {
          fr: 'garde les affirmations du fichier au registre',
          en: 'keeps the claims of the file in the register'
        }
      },
      {
        name: 'export',
        value: 'FILE',
        about: { fr: 'écrit les affirmations dans un CSV nouveau', en: 'writes the claims to a new CSV' }
      }
    ],
    examples: ['check', 'check claims.csv --annotations annotations.csv', 'check --export claims.csv'],
    load: async () => (await import('./check.ts')).check
  },
  {
    name: 'verify',
    about: {
      fr: 'contrôle tout ce qui est gardé, et dit ce qui ne va pas',
      en: 'checks all that is kept, and says what is wrong'
    },
    operands: [],
    options: [],
    examples: ['verify'],
    load: async () => (await import('./verify.ts')).verify
  },
  {
    name: 'journal',
    about: {
      fr: 'dit ce qui a changé entre deux jours, ou exporte le journal pour qui veut le vérifier',
      en: 'says what changed between two days, or exports the journal for whoever wants to verify it'
    },
    operands: [],
    options: [
      { name: 'from', value: 'DAY', about: { fr: 'premier jour, compris', en: 'first day, included' } },
      { name: 'to', value: 'DAY', about: { fr: 'dernier jour, compris', en: 'last day, included' } },
      {
        name: 'export',
        value: 'FILE',
        about: {
          fr: 'écrit toutes les écritures et leurs empreintes dans un fichier nouveau',
          en: 'writes every entry and its hash to a new file'
        }
      }
    ],
    examples: ['journal --from 2026-11-01 --to 2026-11-30', 'journal --export journal.jsonl'],
    load: async () => (await import('./journal.ts')).journal
  },
  {
    name: 'retention',
    about: {
      fr: 'dit quelles données privées ne servent plus à rien ; ne retire rien sans --apply',
      en: 'says which private data are of no use any more; removes nothing without --apply'
    },
    operands: [],
    options: [{ name: 'apply', about: { fr: 'les retire, et rend compte', en: 'removes them, and reports' } }],
    examples: ['retention', 'retention --apply'],
    load: async () => (await import('./retention.ts')).retention
  }
]
