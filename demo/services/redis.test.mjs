import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode, parse } from './redis.mjs';

test('a command is an array of strings, their length in bytes', () => {
  assert.equal(encode(['SET', 'name', 'ü']), '*3\r\n$3\r\nSET\r\n$4\r\nname\r\n$2\r\nü\r\n');
});

test('a reply is read when it is whole', () => {
  assert.equal(parse('$5\r\nhel'), null);
  assert.equal(parse('+O'), null);
  assert.deepEqual(parse('$5\r\nhello\r\n+OK\r\n'), { length: 11, value: 'hello' });
  assert.deepEqual(parse('$-1\r\n'), { length: 5, value: null });
  assert.deepEqual(parse('-ERR no\r\n'), { length: 9, error: 'ERR no' });
});

test('text is UTF-8', () => {
  assert.equal(parse(Buffer.from('$2\r\nü\r\n').toString('latin1')).value, 'ü');
});
