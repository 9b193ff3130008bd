/** Legal forms of organisations, each of a kind that readers filter by. */

import type { Text } from '../shared/text.ts'

export const KINDS = {
  state: { fr: 'État et ses services', en: 'State and its services' },
  local: { fr: 'collectivités et leurs groupements', en: 'local authorities and their unions' },
  knowledge: { fr: 'enseignement, recherche et statistique', en: 'teaching, research and statistics' },
  culture: { fr: 'culture, patrimoine et tourisme', en: 'culture, heritage and tourism' },
  economy: { fr: 'économie et emploi', en: 'economy and employment' },
  engineering: { fr: 'ingénierie, aménagement et environnement', en: 'engineering, planning and environment' }
} as const satisfies Record<string, Text>

export type Kind = keyof typeof KINDS

export const FORMS = {
  state: { fr: 'État', en: 'State' },
  'state-service': { fr: 'service de l’État', en: 'service of the State' },
  region: { fr: 'région', en: 'region' },
  departement: { fr: 'département', en: 'department' },
  commune: { fr: 'commune', en: 'commune' },
  'communaute-communes': { fr: 'communauté de communes', en: 'community of communes' },
  'communaute-agglomeration': { fr: 'communauté d’agglomération', en: 'agglomeration community' },
  'communaute-urbaine': { fr: 'communauté urbaine', en: 'urban community' },
  'pole-metropolitain': { fr: 'pôle métropolitain (syndicat mixte)', en: 'metropolitan cluster (joint authority)' },
  association: { fr: 'association', en: 'association' },
  chamber: { fr: 'chambre consulaire', en: 'chamber of commerce' },
  university: { fr: 'université', en: 'university' },
  'public-body': { fr: 'établissement public', en: 'public body' },
  department: { fr: 'service d’un autre organisme', en: 'department of another organisation' },
  'private-mission': {
    fr: 'organisme privé chargé d’un service public',
    en: 'private body with a public service mission'
  },
  unknown: { fr: 'forme juridique non renseignée', en: 'legal form not recorded' }
} as const satisfies Record<string, Text>

export type Form = keyof typeof FORMS

export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[]
export const FORM_NAMES = Object.keys(FORMS) as readonly Form[]
