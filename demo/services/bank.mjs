// Stands in for a bank on the internet: takes transfers, forgets them.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
  response.end('{"accepted":true}');
});
server.listen(80, '203.0.113.10');
process.on('SIGTERM', () => process.exit(0));
