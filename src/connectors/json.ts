/**
 * The properties of a GeoJSON's features, or a JSON array of objects, as rows of text. Line 1 holds the names
 * of all properties; the nth feature is line n + 1. Geometries are left out.
 */

import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import type { RowCallback } from './csv.ts'

/** @throws {InvalidInput} unless `text` is a FeatureCollection or an array of objects */
export function openJson(text: string, place: Place): { readonly eachRow: (callback: RowCallback) => void } {
  const objects = readObjects(parse(text, place), place)
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))]
  return {
    eachRow(callback) {
      callback(names, 1)
      objects.forEach((object, i) =>
        callback(
          names.map((name) => cellText(object[name])),
          i + 2
        )
      )
    }
  }
}

type Properties = Readonly<Record<string, unknown>>

function parse(text: string, place: Place): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length)
    throw new InvalidInput(
      {
        fr: `JSON illisible (${error.message}). Attendu un fichier complet`,
        en: `unreadable JSON (${error.message}). Expected a whole file`
      },
      { ...place, line: text.slice(0, position).split('\n').length },
      { cause: error }
    )
  }
}

function readObjects(value: unknown, place: Place): readonly Properties[] {
  if (Array.isArray(value) && value.every(isObject)) return value
  const features = isObject(value) ? value['features'] : undefined
  if (Array.isArray(features)) {
    return features.map((feature: unknown) => {
      const properties = isObject(feature) ? feature['properties'] : undefined
      return isObject(properties) ? properties : {}
    })
  }
  throw new InvalidInput(
    {
      fr: 'JSON sans tableau : attendu une FeatureCollection GeoJSON ou une liste d’objets',
      en: 'JSON without a table: expected a GeoJSON FeatureCollection or a list of objects'
    },
    place
  )
}

function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
