/**
 * The peer: the page of a territory as a client-side application draws it. React renders what a request for JSON
 * brings; Observable Plot draws its charts. It has the sheet, the faces and the words of the other, and asks for its data at once.
 */

import { createElement, useEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { dot, lineY, plot } from '@observablehq/plot'

const asked = fetch('/data.json').then((answer) => answer.json())
const { body } = await asked
createRoot(document.body).render(elementOf(body, 'body'))

/** A text; a chart by its points; else a name, attributes and children. */
function elementOf(node, key) {
  if (typeof node === 'string') return node
  if (node.points) return createElement(Chart, { key, ...node })
  const [name, attributes, ...children] = node
  return createElement(name === 'body' ? 'div' : name, { key, ...attributes }, ...children.map(elementOf))
}

function Chart({ points, width, height, line }) {
  const place = useRef(null)
  useEffect(() => {
    const marks = line ? [lineY(points, { x: '0', y: '1' })] : [dot(points, { x: '0', y: '1' })]
    const drawn = plot({ width, height, y: { reverse: true }, marks })
    place.current?.append(drawn)
    return () => drawn.remove()
  }, [points])
  return createElement('div', { ref: place, style: { minHeight: height } })
}
