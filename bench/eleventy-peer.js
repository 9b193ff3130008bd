/** The peer of the site: Eleventy lays out the same pages, whose words are ready. Prints what it took. */

import Eleventy from '@11ty/eleventy'

const [, , input = '', output = ''] = process.argv
const [start, before] = [performance.now(), process.cpuUsage()]
const site = new Eleventy(input, output, { quietMode: true, configPath: `${input}/eleventy.config.js` })
await site.write()
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ wall: performance.now() - start, processor: (user + system) / 1000 }))
