import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressGroup, callerAddress } from './caller-address.ts'

const proxy = '10.0.0.1'
const from = (forwarded: string, proxies: boolean | number = true) => callerAddress(proxy, forwarded, proxies)

test('behind a proxy a caller is who the proxy saw, with or without a port', () => {
  assert.equal(from('203.0.113.9'), '203.0.113.9')
  assert.equal(from('203.0.113.9:51234'), '203.0.113.9')
  assert.equal(from('2001:db8::1'), '2001:db8::1')
  assert.equal(from('[2001:db8::1]'), '2001:db8::1')
  assert.equal(from('[2001:db8::1]:443'), '2001:db8::1')
  assert.equal(from('"[2001:db8::1]:443"'), '2001:db8::1')
})

test('two callers behind one proxy are two, whatever their ports', () => {
  assert.notEqual(addressGroup(from('203.0.113.9:1')), addressGroup(from('203.0.113.10:1')))
  assert.equal(addressGroup(from('203.0.113.9:1')), addressGroup(from('203.0.113.9:2')))
})

test('what a caller wrote in front of what the proxy wrote is not believed', () => {
  assert.equal(from('198.51.100.1, 203.0.113.9:5'), '203.0.113.9')
  assert.equal(callerAddress(proxy, '203.0.113.9', false), proxy)
  assert.equal(callerAddress(proxy, '203.0.113.9', 0), proxy)
})

test('behind several proxies the outermost of ours says who it was', () => {
  assert.equal(from('198.51.100.1, 203.0.113.9:5, 10.0.0.2', 2), '203.0.113.9')
  assert.equal(from('203.0.113.9, 10.0.0.3, 10.0.0.2', 3), '203.0.113.9')
  // Fewer entries than proxies: somebody came around the outer one, and is the first that was seen.
  assert.equal(from('203.0.113.9', 2), '203.0.113.9')
})

test('nonsense is nobody in particular', () => {
  for (const written of ['unknown', '_hidden', '1.2.3', '203.0.113.9:123456', '[::1', '', ' , '])
    assert.equal(from(written), proxy, written)
  assert.equal(callerAddress(undefined, undefined, true), 'unknown')
})
