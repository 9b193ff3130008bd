/**
 * Elementary grounds of the COG: each the territory of a commune as it was before it ever merged, with the
 * communes that held it, date after date. Every merge, split and change of code follows from them.
 *
 * Until 2019-01-01 they are read from the graph of `historique-communes.json`; later ones are deduced from the
 * yearly lists: a code that is in force holds its own ground; otherwise its `chefLieu` does; otherwise nothing moved.
 */

/** Holders from the graph: `{ code, holders: [[from, code], …] }`, `from` empty for "since 1943". */
export function partsUntil2019(graph) {
  const nodes = new Map(graph.map((node) => [node.id, node]))
  const roots = graph.filter((node) => node.type === 'COM' && !node.predecesseur && !node.membres)
  return roots.map((root) => {
    const holders = []
    let day = root.dateDebut ?? ''
    for (;;) {
      const { code, until } = holderAt(nodes, root, day)
      if (holders.at(-1)?.[1] !== code) holders.push([day, code])
      if (until === undefined) break
      day = until
    }
    return { code: lastOf(nodes, root).code, holders }
  })
}

/** Adds to `parts` what changed in the list of a year; answers what no rule explains: nothing, or the script stops. */
export function followYear(parts, list, year) {
  const unexplained = []
  for (const part of parts) {
    const held = part.holders.at(-1)[1]
    if (held === undefined) continue
    const holder = holderAfter(part.code, held, list)
    if (holder === undefined) unexplained.push(`${part.code} held by ${held}`)
    else if (holder !== held) part.holders.push([`${year}-01-01`, holder])
  }
  const holders = new Set(parts.map((part) => part.holders.at(-1)[1]))
  return [...unexplained, ...[...list.communes.keys()].filter((code) => !holders.has(code))]
}

function holderAfter(code, held, list) {
  if (list.communes.has(code)) return code
  for (const start of [code, held]) {
    const parent = list.parents.get(start)
    if (parent !== undefined && list.communes.has(parent)) return parent
    if (start === code && list.communes.has(held)) return held
  }
  return undefined
}

/** The commune that holds a node on a day, and the day when that may change. */
function holderAt(nodes, node, day) {
  let until
  let current = node
  for (;;) {
    while (current.dateFin !== undefined && current.dateFin <= day) {
      if (!current.successeur) return { code: undefined, until: undefined }
      current = nodes.get(current.successeur)
    }
    if (current.dateFin !== undefined && (until === undefined || current.dateFin < until)) until = current.dateFin
    if (current.type === 'COM') return { code: current.code, until }
    current = nodes.get(current.pole)
  }
}

function lastOf(nodes, root) {
  let node = root
  while (node.successeur) node = nodes.get(node.successeur)
  return node
}
