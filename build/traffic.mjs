// What a node agent watches while it is trained: conversations over loopback in the protocols that are asked most, on connections that are
// kept and on new ones, for some seconds (its argument). Both ends say what real ones would say; nothing is looked at.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';

const until = Date.now() + Number(process.argv[2] ?? 8) * 1000;
const closers = [];
let asked = 0;

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return server.address().port;
}

/** Asks again as soon as there is an answer. */
async function repeat(ask) {
  while (Date.now() < until) {
    await ask();
    asked++;
  }
}

async function requests() {
  const port = await listen(http.createServer((request, response) => {
    response.statusCode = request.url === '/fails' ? 500 : 200;
    request.resume().on('end', () => response.end('fine'));
  }));
  const kept = new http.Agent({ keepAlive: true });
  closers.push(() => kept.destroy());
  const ask = (path, agent) => new Promise((resolve, reject) =>
    http.get({ port, path, agent }, (response) => response.resume().on('end', resolve)).on('error', reject));
  return [() => ask('/users/4711?q=1', kept), () => ask('/fails', kept), () => ask('/ok', false)];
}

async function streams() {
  const server = http2.createServer();
  server.on('stream', (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/json' });
    stream.end('{}');
  });
  const session = http2.connect(`http://127.0.0.1:${await listen(server)}`);
  closers.push(() => session.close());
  return [async () => { await once(session.request({ ':path': '/orders' }).resume(), 'close'); }];
}

/** A server that greets, and answers each piece with what is said to it; a client that begins with what it says first. */
async function spoken(answers, questions, first) {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (piece) => socket.write(answers(piece)));
  });
  const client = net.connect(await listen(server), '127.0.0.1');
  closers.push(() => client.destroy());
  const ask = async (question) => { client.write(question); await once(client, 'data'); };
  if (first) await ask(first);
  return questions.map((question) => () => ask(question));
}

/** A message of PostgreSQL: a letter, its length, its body. */
function message(letter, body) {
  const head = Buffer.alloc(letter.length + 4, letter);
  head.writeInt32BE(body.length + 4, letter.length);
  return Buffer.concat([head, Buffer.from(body, 'latin1')]);
}

const ready = message('Z', 'I');
const selected = Buffer.concat([message('T', '\0\x01a\0\0\0\0\0\0\0\0\0\0\x17\0\x04\xff\xff\xff\xff\0\0'), message('D', '\0\x01\0\0\0\x011'), message('C', 'SELECT 1\0'), ready]);
const welcomed = Buffer.concat([message('R', '\0\0\0\0'), ready]);

async function names() {
  const question = Buffer.from('000101000001000000000000036f6e6505746573740000010001', 'hex');
  const answer = Buffer.concat([Buffer.from('000181800001000100000000', 'hex'), question.subarray(12), Buffer.from('c00c000100010000003c00047f000001', 'hex')]);
  const server = createSocket('udp4');
  server.on('message', (_, from) => server.send(answer, from.port, from.address));
  server.bind(53, '127.0.77.53');
  await once(server, 'listening');
  closers.push(() => server.close());
  return [async () => {
    const client = createSocket('udp4');
    client.send(question, 53, '127.0.77.53');
    await once(client, 'message');
    client.close();
  }];
}

const conversations = [
  requests,
  streams,
  () => spoken(() => '+OK\r\n', ['*3\r\n$3\r\nSET\r\n$6\r\nbasket\r\n$1\r\n1\r\n', '*2\r\n$3\r\nGET\r\n$6\r\nbasket\r\n']),
  () => spoken(() => 'END\r\n', ['get basket\r\n']),
  () => spoken((piece) => (piece[0] === 0x51 ? selected : welcomed), [message('Q', 'select a from orders where id = 4711\0')], message('', '\0\x03\0\0user\0shop\0\0')),
  names,
];
const started = await Promise.allSettled(conversations.map((start) => start()));
for (const one of started) if (one.status === 'rejected') console.error(`not trained: ${one.reason.message}`); // Ports below 1024 belong to root.
await Promise.allSettled(started.flatMap((one) => one.value ?? []).map(repeat));
for (const close of closers) close();
console.log(`${asked} requests`);
