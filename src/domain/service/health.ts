/** Whether the service is well: what is measured, from when it is worth a look, from when it is grave, and what to do. */

import type { Text } from '../shared/text.ts'

export const LEVELS = ['ok', 'amber', 'red'] as const
export type Level = (typeof LEVELS)[number]

export type Unit = 'ms' | 'minutes' | 'days' | 'jobs' | 'percent-free'

type CheckDefinition = {
  readonly label: Text
  readonly unit: Unit
  /** From this value on, in the unit; at or below it for what is left of a disk. */
  readonly amber: number
  /** Undefined where nothing is ever grave: no reader would notice. */
  readonly red?: number
  /** Told to monitors: what keeps readers from being served, or people from being told. */
  readonly isPublic: boolean
  readonly toDo: Text
}

/** The closed list; thresholds are data. */
export const CHECKS = {
  database: {
    label: { fr: 'Réponse de la base de données', en: 'Answer of the database' },
    unit: 'ms',
    amber: 500,
    red: 5000,
    isPublic: true,
    toDo: {
      fr: 'Regardez si la machine manque de mémoire ou de processeur, puis le journal de PostgreSQL',
      en: 'See whether the machine lacks memory or processor, then read the log of PostgreSQL'
    }
  },
  disk: {
    label: { fr: 'Place libre sur le disque', en: 'Free space on the disk' },
    unit: 'percent-free',
    amber: 15,
    red: 5,
    isPublic: true,
    toDo: {
      fr: 'Libérez de la place, ou agrandissez le disque : plein, rien ne s’écrit plus',
      en: 'Free some space, or enlarge the disk: when it is full nothing can be written'
    }
  },
  letters: {
    label: { fr: 'Attente de la plus ancienne tâche', en: 'Wait of the oldest job' },
    unit: 'minutes',
    amber: 15,
    red: 240,
    isPublic: true,
    toDo: {
      fr: 'Lisez l’erreur dans la file : serveur de courriel éteint, mot de passe changé (SMTP_URL) ?',
      en: 'Read the error in the queue: mail server down, password changed (SMTP_URL)?'
    }
  },
  'failed-jobs': {
    label: { fr: 'Tâches manquées', en: 'Failed jobs' },
    unit: 'jobs',
    amber: 1,
    red: 20,
    isPublic: false,
    toDo: {
      fr: 'Ouvrez la file : relancez chacune, ou abandonnez-la en disant pourquoi',
      en: 'Open the queue: retry each, or discard it and say why'
    }
  },
  dump: {
    label: { fr: 'Âge de la dernière sauvegarde (dump)', en: 'Age of the last backup (dump)' },
    unit: 'days',
    amber: 8,
    red: 31,
    isPublic: false,
    toDo: {
      fr: 'Lancez « chevalement dump DOSSIER », gardez le dossier ailleurs, et mettez-le au calendrier de la machine',
      en: 'Run "chevalement dump FOLDER", keep the folder elsewhere, and put it in the calendar of the machine'
    }
  },
  verification: {
    label: { fr: 'Âge de la dernière vérification du journal', en: 'Age of the last verification of the journal' },
    unit: 'days',
    amber: 31,
    red: 92,
    isPublic: false,
    toDo: {
      fr: 'Lancez « chevalement verify » et gardez sa dernière ligne ailleurs',
      en: 'Run "chevalement verify" and keep its last line elsewhere'
    }
  },
  pages: {
    label: { fr: 'Page la plus lente (19 sur 20 plus rapides)', en: 'Slowest page (19 in 20 are faster)' },
    unit: 'ms',
    amber: 1000,
    red: 5000,
    isPublic: false,
    toDo: {
      fr: 'Regardez les pages lentes plus bas ; « bench » les mesure sur une machine au repos',
      en: 'See the slow pages below; "bench" measures them on a machine at rest'
    }
  }
} as const satisfies Record<string, CheckDefinition>

export type CheckName = keyof typeof CHECKS

export type Reading =
  /** In the unit of the check. */
  | { readonly status: 'measured'; readonly value: number }
  /** What should be done now and then never was: since the registry began, in the unit of the check. */
  | { readonly status: 'never'; readonly value: number }
  /** Nothing to measure yet: no page drawn, no job waiting. */
  | { readonly status: 'nothing' }
  /** It could not be measured, or what was measured is false. */
  | { readonly status: 'fault'; readonly why: Text }

export type Check = { readonly name: CheckName; readonly reading: Reading; readonly level: Level }

export function judge(name: CheckName, reading: Reading): Check {
  return { name, reading, level: levelOf(CHECKS[name], reading) }
}

function levelOf({ unit, amber, red }: CheckDefinition, reading: Reading): Level {
  if (reading.status === 'fault') return 'red'
  if (reading.status === 'nothing') return 'ok'
  const { value } = reading
  const passes = (threshold: number): boolean => (unit === 'percent-free' ? value <= threshold : value >= threshold)
  if (red !== undefined && passes(red)) return 'red'
  return passes(amber) ? 'amber' : 'ok'
}

/** The worst of all. */
export function worst(checks: readonly Check[]): Level {
  return LEVELS.findLast((level) => checks.some((check) => check.level === level)) ?? 'ok'
}
