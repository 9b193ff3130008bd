import { expect, it } from 'vitest'
import { networkOf } from '../../src/usecases/access-attempts.ts'

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['192.0.2.7:51234', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8::ffff', '2001:db8:0:0'],
  ['2001:0DB8:0000:0000::9', '2001:db8:0:0'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['unknown', 'unknown']
])('counts %s with all that one subscriber holds: %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
